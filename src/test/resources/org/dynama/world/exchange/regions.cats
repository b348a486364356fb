% An auction of three goods; bids 2 and 3 are one bidder's.
goods 3
bids 5
dummy 1

0	4	0	1	#
1	3.0	2	#
2	5	1	2	3	#
3	2.5	0	3	#
4	4.5	1	#
