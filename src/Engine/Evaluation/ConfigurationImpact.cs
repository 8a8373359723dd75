using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Evaluation;

/// <summary>Wishes of an établissement whose decision a change of the configuration turns.</summary>
/// <param name="Avant">F, S, D, <c>reserve</c> or <c>aucune</c>.</param>
/// <param name="Apres">Likewise.</param>
public sealed record ChangementDecisions(string Etablissement, string Avant, string Apres, int Voeux);

/// <summary>What a change of the configuration does to the decisions that there are today.</summary>
/// <param name="Voeux">How many change.</param>
/// <param name="Phrases">The same in sentences.</param>
public sealed record Impact(int Voeux, IReadOnlyList<string> Phrases, IReadOnlyList<ChangementDecisions> Changements);

/// <summary>
/// Asks the rules what they would decide under another configuration, and compares with what is decided now. Nothing is stored, and
/// what a guard would then hold back is not foreseen: it is a count of what the facts ask for.
/// </summary>
public sealed class ConfigurationImpact(Database database, ProposalMaker proposer, IBusinessClock clock)
{
    private const int Page = 1000;

    public async Task<Impact> OfAsync(ConfigurationSnapshot before, ConfigurationSnapshot after, CancellationToken ct)
    {
        var changes = new List<ChangementDecisions>();
        foreach (var etablissement in after.Etablissements)
            if (MayTurn(before, after, etablissement)) changes.AddRange(await OfAsync(after, etablissement, ct));
        var several = changes.Select(c => c.Etablissement).Distinct().Count() > 1;
        var sentences = changes.Select(c => Sentence(c) + (several ? $" ({c.Etablissement})" : "") + ".");
        return new(changes.Sum(c => c.Voeux), [.. sentences], changes);
    }

    // Only what the rules look at: everything else turns no decision.
    private static bool MayTurn(ConfigurationSnapshot before, ConfigurationSnapshot after, EtablissementModel etablissement)
    {
        if (before.FindByCode(etablissement.Code) is not { } former) return true;
        return JsonText.Of(former.Regles) != JsonText.Of(etablissement.Regles) || former.Document.Sis != etablissement.Document.Sis
            || JsonText.Of(former.Document.Formations) != JsonText.Of(etablissement.Document.Formations)
            || after.Campagnes.Any(c => c != before.Campagne(c.Session));
    }

    private async Task<IReadOnlyList<ChangementDecisions>> OfAsync(
        ConfigurationSnapshot after, EtablissementModel etablissement, CancellationToken ct)
    {
        var counts = new SortedDictionary<(string Avant, string Apres), int>();
        CandidatKey last = default;
        while (true)
        {
            // Page by page: of a long one an old moment would be kept for all that time.
            await using var reading = await database.EssayerAsync(ct);
            var page = await reading.QueryAsync<CandidatRow>(
                """
                SELECT session, code_candidat, ine FROM candidat WHERE etablissement = @Code
                  AND (session, code_candidat) > (@Session, @CodeCandidat) ORDER BY session, code_candidat LIMIT @Page
                """,
                new { etablissement.Code, last.Session, last.CodeCandidat, Page }, ct);
            foreach (var proposal in (await proposer.ForeseeAsync(reading, etablissement, page, clock.Today, ct, configuration: after)).All)
            {
                var turn = (Avant: StateOf(proposal.Row.ReadDecision()), Apres: StateOf(proposal.Decision));
                if (turn.Avant != turn.Apres) counts[turn] = counts.GetValueOrDefault(turn) + 1;
            }

            if (page.Count < Page)
                return [.. counts.Select(c => new ChangementDecisions(etablissement.Code, c.Key.Avant, c.Key.Apres, c.Value))];
            last = page[^1].Key;
        }
    }

    private static string StateOf(Decision? decision) =>
        decision?.Code?.ToString() ?? (decision?.Reserve is null ? "aucune" : "reserve");

    private static string Sentence(ChangementDecisions change)
    {
        var verb = change.Voeux < 2 ? "passe" : "passent";
        var (from, to) = (Named(change.Avant), Named(change.Apres));
        return change.Avant == "aucune" ? $"{Accord.De(change.Voeux, "vœu", "vœux")} {verb} {to}"
            : $"{Accord.De(change.Voeux, "vœu", "vœux")} {verb} {to} ({Participle(change.Voeux)} {from})";
    }

    private static string Participle(int count) => count < 2 ? "il était" : "ils étaient";

    private static string Named(string state) => state switch
    {
        nameof(CodeDecision.F) => "en favorable (F)",
        nameof(CodeDecision.S) => "en « oui si » (S)",
        nameof(CodeDecision.D) => "en défavorable (D)",
        "reserve" => "en réserve",
        _ => "sans décision",
    };
}
