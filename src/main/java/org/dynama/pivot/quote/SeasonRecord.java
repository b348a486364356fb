package org.dynama.pivot.quote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.dynama.study.Header;
import org.dynama.study.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a mechanism does in a season, what each agent pays, and why: {@code quote.json}, a script's contract.
 *
 * @param header what every record begins with
 * @param world in words
 * @param discount per period; 1 for a finite horizon
 * @param season period by period
 * @param next the public state that follows the last of them, drawn
 * @param accounts by agent, what the season so far comes to, discounted to the first period
 * @param certificate the file beside the record that proves it; null without one
 * @param uncertified why there is none; empty where there is one
 * @param totalSeconds that it took
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SeasonRecord(
        @JsonUnwrapped Header header,
        String world,
        double discount,
        List<Period> season,
        String next,
        Map<String, Account> accounts,
        @Nullable String certificate,
        String uncertified,
        @JsonProperty("seconds") double totalSeconds)
        implements StudyRecord {
    public SeasonRecord {
        season = List.copyOf(season);
    }

    /**
     * One period.
     *
     * @param period from 1
     * @param state public state in which it began
     * @param stateDrawn whether it was drawn here, and not given
     * @param draw that became known after the reports
     * @param drawDrawn whether it was drawn here, and not given
     * @param action what is done
     * @param welfare what that and all that follows is worth with everyone, as the mechanism counts it
     * @param agents by name
     */
    public record Period(
            int period,
            String state,
            boolean stateDrawn,
            String draw,
            boolean drawDrawn,
            String action,
            double welfare,
            Map<String, Share> agents) {}

    /**
     * An agent's part of a period.
     *
     * @param report her reported type
     * @param isPossible whether a type that was the report before can have moved there
     * @param reward what the action earns her at that type
     * @param payment to the designer, fixed by the reports, before the draw
     * @param total of her payments so far, discounted to the first period
     * @param withoutHer what would be done without her under the same draw
     * @param weight that her reward counts with, and that her payment is divided by
     * @param reasons draw by draw: the payment is the sum of probability times what the others lose, over her weight
     */
    public record Share(
            String report,
            boolean isPossible,
            double reward,
            double payment,
            double total,
            String withoutHer,
            double weight,
            List<Reason> reasons) {
        public Share {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * What the others and the boosts come to from now on, if a draw comes.
     *
     * @param withoutHer the action that is best without an agent
     * @param withHer the action that is taken with her
     * @param without what the others have without her
     * @param with what they have when {@code withHer} is done, and she is absent from the next period on
     */
    public record Reason(
            String draw, double probability, String withoutHer, String withHer, double without, double with) {}

    /**
     * What a season so far comes to for an agent, at her reported types.
     *
     * @param rewards before payments; the end's rewards, which come after the last period, are not among them
     */
    public record Account(double rewards, double payments, double utility) {}
}
