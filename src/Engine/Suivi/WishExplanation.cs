using System.Globalization;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>Why a wish is where it is today, as an administrator reads it.</summary>
/// <param name="Decision">F, S, D, null while nothing is decided.</param>
/// <param name="EnClair">The decision in words.</param>
/// <param name="Source">The rule that decided.</param>
/// <param name="AFaire">What a person has to do before it can move; null when it moves by itself.</param>
/// <param name="AVerifier">
/// Why a favourable wish may still not lead to an enrolment; of another one, what the system still holds of it.
/// </param>
public sealed record ExplicationVoeu(
    int CodeFormation, bool Internat, string? LibelleFormation, string? Decision, string EnClair, string Motif, string Source,
    string? AFaire,
    DateOnly? ProchaineEvaluation, IReadOnlyList<string> AVerifier);

/// <summary>Explains the decision that counts, what holds another one back, and what to check besides.</summary>
public static class WishExplanation
{
    public static ExplicationVoeu Of(CandidatRow candidat, VoeuRow row, IEnumerable<string> aVerifier)
    {
        var voeu = row.ReadVoeu();
        var decision = row.ReadDecision();
        return new(
            row.CodeFormation, row.Internat, voeu.LibelleFormation, row.CodeDecision, InWords(row, decision),
            decision?.Motif ?? "La candidature n'a pas encore été évaluée : elle le sera dans un instant.", decision?.Source ?? "règle C5",
            ToDo(candidat, row, decision), decision?.ProchaineEvaluation,
            [.. aVerifier]);
    }

    private static string InWords(VoeuRow row, Decision? decision) => decision switch
    {
        null => "Pas encore évaluée",
        { Code: CodeDecision.F } => "Favorable",
        { Code: CodeDecision.S } => "Favorable, « Oui si »",
        { Code: CodeDecision.D } => row.Disparu ? "Défavorable : désistement" : "Défavorable",
        { Reserve: not null } => "En réserve : une information manque",
        _ => "Rien à transmettre",
    };

    private static string? ToDo(CandidatRow candidat, VoeuRow row, Decision? decision)
    {
        if (row.Garde is { } garde)
            return string.Create(CultureInfo.InvariantCulture,
                $"Une décision défavorable est retenue par la garde n° {garde} (règle C6) : la confirmer ou la rejeter.");
        if (decision?.Reserve is { } reserve) return $"Compléter {reserve.Champ} : {reserve.Message}";
        return candidat.Reserves != "[]" && row.EstVivant ? "Lever les réserves du candidat (voir « reserves »)." : null;
    }
}
