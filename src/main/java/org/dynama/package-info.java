/**
 * Dynama designs, checks and runs dynamic mechanisms: one designer steers a Markov decision process for agents who alone
 * know their rewards, takes their reports, follows a policy and charges payments.
 *
 * <h2>From Java</h2>
 *
 * Users may rely on the public types of this package, and on those that their methods take and return: worlds and types
 * ({@code world}, {@code model}), objectives and settings of a search, estimates, records of quotes and audits, certificates, and
 * the exceptions of {@code refusal} and {@code config}. All else is Dynama's own, and may change with any version.
 *
 * <h2>One data path</h2>
 *
 * A spec becomes a run's folder, whatever the study:
 *
 * <pre>
 * spec --Document--&gt; study.read --Job--&gt; Runner --Run--&gt; study.run --StudyRecord--&gt; RunFolder
 *   (manifest, result.json, report.html) --StoredRun--&gt; report, sweep, verify, exit status
 * </pre>
 *
 * Inside the search for affine maximizers:
 *
 * <pre>
 * world --Environment--&gt; model --Profiles--&gt; mechanism (affine welfare) --rewards [S, A, B]--&gt; solver
 *   --occupancies--&gt; mechanism (payments) --Outcome--&gt; objective --Estimate--&gt; search --AmaParameters--&gt;
 *   audit (exact evaluation, misreports) --Evaluation--&gt; record
 * </pre>
 *
 * <h2>Layers</h2>
 *
 * A package uses packages of lower layers only; {@code online}, {@code pivot} and {@code learned} never one another.
 * {@code ArchitectureTest} holds this table, and says which outside library each package uses.
 *
 * <table>
 *   <caption>Packages by layer</caption>
 *   <tr><th>layer</th><th>packages</th></tr>
 *   <tr><td>7</td><td>{@code cli}</td></tr>
 *   <tr><td>6</td><td>this package: the facade for Java users, {@link org.dynama.Dynama}, with the types it returns</td></tr>
 *   <tr><td>5</td><td>{@code bench}</td></tr>
 *   <tr><td>4</td><td>{@code online}, {@code pivot}, {@code learned}, each with its {@code study} and {@code view}</td></tr>
 *   <tr><td>3</td><td>{@code ama}: affine maximizers, the same way</td></tr>
 *   <tr><td>2</td><td>{@code study}</td></tr>
 *   <tr><td>1</td><td>{@code world}, {@code solver}, {@code exact}</td></tr>
 *   <tr><td>0</td><td>{@code model}, {@code config}, {@code numpy}, {@code page}; {@code refusal} and {@code file}, which
 *       every package may use</td></tr>
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
