using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>What is counted whatever systems there are: candidates and decisions, and what waits for the engine or for a person.</summary>
internal sealed class EngineCounts : ICountSource
{
    public IReadOnlyList<CountedRows> Rows { get; } =
    [
        new("voeu WHERE etablissement = @code",
            ("voeux", Count.All), ("f", Decided(CodeDecision.F)), ("s", Decided(CodeDecision.S)), ("d", Decided(CodeDecision.D)),
            ("retenues", Count.Where($"code_decision IS NULL AND {VoeuRow.Retenue}")),
            ("voeuxRetenus", Count.Where(
                $"garde IN (SELECT id FROM garde WHERE etablissement = @code AND {Count.In("etat", EtatGarde.EnAttente)})"))),
        new("candidat WHERE etablissement = @code",
            ("candidats", Count.All), ("aEvaluer", Count.Where("a_evaluer OR prochaine_evaluation <= @today")),
            ("reserves", Count.Where("reserves <> '[]'")), ("avertissements", Count.Where("avertissements <> '[]'"))),
        new("tache WHERE etablissement = @code AND terminee_le IS NULL", ("taches", Count.All)),
        new($"garde WHERE etablissement = @code AND {Count.In("etat", EtatGarde.EnAttente)}", ("gardes", Count.All)),
        new("message_a_appliquer WHERE etablissement = @code", ("journal", Count.All)),
        new("inscription_reprise WHERE etablissement = @code", ("reprises", Count.All)),
        new($"recuperation WHERE etablissement = @code AND {Count.In("etat", EtatRecuperation.Demandee, EtatRecuperation.Recue)}",
            ("recuperations", Count.All)),
    ];

    public CountShare Of(EtablissementModel etablissement, bool gateOpen, Counts counts) => new(
        counts["journal"] + counts["aEvaluer"] + counts["reprises"] + counts["recuperations"],
        new(10, "candidats", counts["candidats"]),
        new(20, "voeux", counts["voeux"]),
        new(30, "decisions", Decisions(counts)),
        new(70, "reserves", counts["reserves"]),
        new(75, "avertissements", counts["avertissements"]),
        new(80, "taches", counts["taches"]),
        new(90, "gardes", counts["gardes"]),
        new(95, "voeuxRetenus", counts["voeuxRetenus"]),
        new(100, "journalAAppliquer", counts["journal"]));

    private static DecisionCounts Decisions(Counts counts)
    {
        var (f, s, d, held) = (counts["f"], counts["s"], counts["d"], counts["retenues"]);
        return new(f, s, d, held, counts["voeux"] - f - s - d - held);
    }

    private static string Decided(CodeDecision code) => Count.Where(Count.In("code_decision", code));

    private sealed record DecisionCounts(long F, long S, long D, long Retenues, long Sans);
}
