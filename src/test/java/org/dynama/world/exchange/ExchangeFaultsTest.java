package org.dynama.world.exchange;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not what they should be are refused with file, line and what is wrong. */
class ExchangeFaultsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text.replace('|', '\n').replace('\'', '"'));
    }

    private void assertRefused(List<Path> files, String message) {
        assertThatThrownBy(() -> ImportedWorlds.market(files, ImportOptions.NONE))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining(
                        message.replace("FOLDER", folder.toString()).replace('\'', '"'));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            a.json; [[[[0.5, 0, 1, true]]]]; FOLDER/a.json:1: has probabilities of state 0, action 0 that sum to 0.5 and must sum to 1
            a.json; [[[[1.0, 0, 1, true]]]] x; a.json:1: column 25 = x must be the end of the file
            a.json; [[[[1.0, 0, 1]]]]; a.json:1: must be [probability, next, reward, terminated]
            a.json; [[[[1.0, 0, 1, true, 2]]]]; column 22 = 2 must be the end of [probability, next, reward, terminated]
            a.json; [[|[[1.0, 3, 1, false]]]]; a.json:2: column 8 = 3 is no state: the table has 1
            a.json; [[|[[1.0, 0.5, 1, false]]]]; a.json:2: column 8 = 0.5 must be a state
            a.json; [[[[1.0, 0, NaN, true]]]]; column 13 = NaN must be a number
            a.json; [[[[1.5, 0, 1, true],[-0.5, 0, 1, true]]]]; column 4 = 1.5 must be a probability
            a.json; [[[[1.0, 0, 1, 1]]]]; column 16 = 1 must be true or false
            a.json; {'P': [[[[1.0, 0, 1, true]]]],|'P': []}; a.json:2: column 1 = P is a key given twice
            a.json; {'P': [[[[1.0, 0, 1, true]]]],|'Q': []}; a.json:2: column 1 = Q is a key that is not known
            a.json; {'P': [[[[1.0, 0, 1, true]]]],|'initial': [0.5, 0.25]}; a.json:2: sums to 0.75 and must sum to 1
            a.json; {'P': [[[[1.0, 0, 1, true]]]],|'states': ['a','a']}; names two states 'a'
            a.json; {'0': {'0': [[1.0, 2, 0, false]]},|'2': {'0': [[1.0, 2, 1, true]]}}; has no action in state 1
            a.json; [[[[1.0, 0, 1, true]]]; a.json:1: ends where a comma between entries must follow
            a.tra; 2 2|0 0 1.0|1 0 0.9; FOLDER/a.tra:3: begins probabilities that sum to 0.9 and must sum to 1
            a.tra; 2 3|0 0 1.0|1 0 1.0; a.tra: has 2 transitions, and its first line says 3
            a.tra; 2 2|0 0 1.0|1 2 1.0; a.tra:3: column 3 = 2 must be a state from 0 to 1
            a.tra; 2 3|0 0 1.0|0 0 1.0|1 0 1.0; a.tra:3: gives a transition twice, from 0 to 0
            a.tra; 2 2|0 0 1.0|1 0 1.0 a b; a.tra:3: has 5 words and must be state next probability
            a.tra; 2 2|0 0 1.0|1 0 2.5; a.tra:3: column 5 = 2.5 must be a probability
            a.tra; 2 3 2|0 0 0 1.0|1 0 1 1.0; a.tra: has 2 choices, and its first line says 3
            a.tra; 2 2 3|0 0 0 0.5 go|0 0 1 0.5 stop|1 0 1 1.0; a.tra:3: column 11 = stop names another action than the choice has: 'go'
            a.tra; ctmc|0 1 3.0; a.tra:1: column 1 = ctmc must be dtmc or mdp
            a.MDP; discount: 0.9|states: 2|actions: 1|T: 0 identity|R: 0 : 5 : * 1.0; FOLDER/a.MDP:5: column 8 = 5 is none of the 2 states
            a.MDP; discount: 0.9|states: 2|actions: 1|T: 0 : 0 0.5 0.4|T: 0 : 1 uniform; T of action 0 in state 0 sums to 0.9 and must sum to 1
            a.MDP; discount: 1.5|states: 2|actions: 1|T: 0 identity; a.MDP:1: column 11 = 1.5 must be a discount, above 0 and at most 1
            a.MDP; discount: 0.9|states: 2|actions: 1|observations: 2; a.MDP:4: column 1 = observations has no place here
            a.MDP; discount: 0.9|states: 2|states: 3|actions: 1; a.MDP:3: column 1 = states stands twice
            a.MDP; discount: 0.9|states: a b|actions: 1|start: c|T: 0 identity; a.MDP:4: column 8 = c is none of the 2 states
            a.MDP; discount: 0.9|states: a b|actions: 1|start: 0.5 0.4|T: 0 identity; a.MDP:4: has probabilities that sum to 0.9 and must sum to 1
            a.MDP; states: a b|actions: 1|T: 0 identity 0.5; a.MDP:3: column 15 = 0.5 must be discount, values, states, actions, start, T or R
            a.MDP; T: 0 identity; a.MDP:1: stands where states must be declared already
            a.cats; goods 2|bids 1|0 1.5 2 #; FOLDER/a.cats:3: column 7 = 2 is none of 2 goods and 0 dummies
            a.cats; goods 2|bids 2|0 1.5 1 #; a.cats: has 1 bids, and says that there are 2
            a.cats; goods 2|bids 2|0 1.5 1 #|0 1 0 #; a.cats:4: column 1 = 0 is a bid already, in line 3
            a.cats; goods 2|bids 1|0 x 1 #; a.cats:3: column 3 = x must be a price
            a.cats; goods 2|bids 1|0 1 1 1 #; a.cats:3: column 7 = 1 stands twice in the bid
            a.cats; goods 2|bids 1|dummy 1|0 1 2 #; a.cats:4: bids for no good
            a.cats; goods 2|bids 1|0 1 1; a.cats:3: ends where a good or # must follow
            a.cats; goods 2|goods 1|0 1 1; a.cats:2: column 1 = goods stands twice
            """)
    void isRefusedWithItsPlace(String name, String text, String message) throws IOException {
        assertRefused(List.of(file(name, text)), message);
    }

    /** Labels, states and rewards are held against the transitions. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            a.lab; 0='init'|5: 0; a.lab:2: column 1 = 5: must be a state below 2, with a colon
            a.lab; 0='init'|0: 1; a.lab:2: column 4 = 1 must be a label from 0 to 0
            a.lab; 0='init' 2='x'|0: 0; a.lab:1: column 10 = 2='x' must be label 1, such as 1='init'
            a.lab; 0='init'|0: 0|0: 0; a.lab:3: column 4 = 0 marks state 0 twice
            a.lab; #DECLARATION|init|0 init; a.lab:1: begins a declaration that no #END ends
            a.lab; #DECLARATION|init|#END|0 goal; a.lab:4: column 3 = goal is a label that is not declared
            a.sta; (x)|0:(1); a.sta: has 1 states, and the transitions have 2
            a.sta; (x)|0:(1)|1:(1); a.sta: names two states '(1)'
            a.sta; (x)|1:(1); a.sta:2: column 1 = 1:(1) must be state 0, such as 0:(1,2)
            a.srew; 2 2|0 1; a.srew: has 1 rewards, and its first line says 2
            a.srew; 2 2|0 1|0 2; a.srew:3: column 1 = 0 has a reward already
            a.trew; 2 1|0 1 3; a.trew:2: rewards a transition that there is not
            a.trew; 2 2|0 0 3|0 0 3; a.trew:3: rewards a transition that has a reward already
            a.trew; 2 1|0 0 x; a.trew:2: column 5 = x must be a number
            a.txt; x; a.txt is no explicit file by its ending
            """)
    void isHeldAgainstTheTransitions(String name, String text, String message) throws IOException {
        Path transitions = file("a.tra", "2 2|0 0 1|1 0 1");
        assertRefused(List.of(transitions, file(name, text)), message);
    }

    /** All faults leave at once, up to the fiftieth, after which nobody reads on. */
    @Test
    void allFaultsLeaveAtOnce() throws IOException {
        Path two = file("a.tra", "3 3|0 0 0.5|1 7 1|2 0 x");
        assertRefused(List.of(two), "a.tra has 3 faults");
        List<String> lines = new ArrayList<>();
        for (int s = 0; s < 1000; s++) {
            lines.add(s + " 2000 1.0");
        }
        assertRefused(List.of(file("b.tra", "1000 1000\n" + String.join("\n", lines))), "b.tra has 50 faults");
    }

    /** What does not end, does not say how later rewards count, or ends where it must not, is refused by its horizon. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "-", textBlock = """
            [[[[1.0, 1, 1, false]]], [[[1.0, 0, 1, false]]]]; -; a has no end and no discount, so nothing says how later rewards count
            [[[[1.0, 0, 1, false]], [[1.0, 0, 1, true]]]]; -; a has runs that can go on for ever and earn by '0: 0', of which a total reward may have no end
            [[[[1.0, 0, 1, false]], [[1.0, 0, 1, true]]]]; average; a has runs that end
            [[[[1.0, 0, 1, false]], [[1.0, 0, 1, true]]]]; finite; a can get back to a state
            [[[[1.0, 0, 1, false]], [[1.0, 0, 1, true]]]]; discounted; a does not say how later rewards are discounted
            """)
    void isRefusedByItsHorizon(String text, String horizon, String message) throws IOException {
        Path table = file("a.json", text);
        assertThatThrownBy(() ->
                        ImportedWorlds.market(List.of(table), new ImportOptions(null, null, horizon, null, List.of())))
                .hasMessageContaining(message.replace('\'', '"'));
    }
}
