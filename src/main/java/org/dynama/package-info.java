/**
 * Dynama designs, checks and runs dynamic mechanisms: one designer steers a Markov decision process for agents who alone
 * know their rewards, takes their reports, follows a policy and charges payments.
 *
 * <h2>One data path</h2>
 *
 * One room (package) per arrow, one type per arrow; {@code experiment.Run} reads as this path.
 *
 * <pre>
 * environment --Environment--&gt; model --Profiles--&gt; mechanism (affine welfare) --rewards [S, A, B]--&gt; solver
 *   --occupancies--&gt; mechanism (payments) --Outcome--&gt; objective --Estimate--&gt; search --AmaParameters--&gt;
 *   audit (exact evaluation, misreports) --Evaluation--&gt; experiment --RunRecord--&gt; report
 * </pre>
 *
 * <h2>Floors</h2>
 *
 * A room uses only rooms of lower floors. {@code ArchitectureTest} holds this table, and says which outside library
 * each room lets in.
 *
 * <table>
 *   <caption>Rooms by floor</caption>
 *   <tr><th>floor</th><th>rooms</th></tr>
 *   <tr><td>6</td><td>{@code cli}</td></tr>
 *   <tr><td>5</td><td>{@code report}</td></tr>
 *   <tr><td>4</td><td>{@code experiment}</td></tr>
 *   <tr><td>3</td><td>{@code search}, {@code audit}, {@code learned}, {@code online}</td></tr>
 *   <tr><td>2</td><td>{@code mechanism}, {@code objective}</td></tr>
 *   <tr><td>1</td><td>{@code environment}, {@code solver}, {@code exact}</td></tr>
 *   <tr><td>0</td><td>{@code model}, {@code numpy}, {@code config}</td></tr>
 * </table>
 *
 * <h2>Axes and letters</h2>
 *
 * Shapes are written with four names and nothing else:
 *
 * <ul>
 *   <li>{@code B}: profiles, the draws of all agents' types that are treated as one batch
 *   <li>{@code n}: agents
 *   <li>{@code S}: states
 *   <li>{@code A}: actions
 * </ul>
 *
 * In loops {@code b} is a profile, {@code i} an agent, {@code s} a state, {@code a} an action and {@code t} a stage.
 * The batch comes last: a table of rewards is {@code [S, A, B]}, so that looking up the value of a next state copies one
 * contiguous row.
 */
@NullMarked
package org.dynama;

import org.jspecify.annotations.NullMarked;
