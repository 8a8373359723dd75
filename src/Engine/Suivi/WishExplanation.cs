using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;

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
    DateOnly? ProchaineEvaluation, IReadOnlyList<string> AVerifier)
{
    /// <summary>The curriculum of the establishment's system that the decision offers; null where it has none.</summary>
    // The candidate's own answer has it, field by field.
    [JsonIgnore]
    public CibleVet? Cible { get; init; }
}

/// <summary>Explains the decision that counts, what holds another one back, and what to check besides.</summary>
public static partial class WishExplanation
{
    /// <param name="gardes">The states of the guards that keep wishes of this candidate.</param>
    public static ExplicationVoeu Of(
        CandidatRow candidat, VoeuRow row, IReadOnlyDictionary<long, EtatGarde> gardes, IEnumerable<string> aVerifier)
    {
        var voeu = row.ReadVoeu();
        var decision = row.ReadDecision();
        return new(
            row.CodeFormation, row.Internat, voeu.LibelleFormation, row.CodeDecision, InWords(row, decision),
            decision?.Motif ?? "La candidature n'a pas encore été évaluée : elle le sera dans un instant.",
            RegleEnClair.De(decision?.Source ?? "règle C5")!,
            ToDo(candidat, row, decision, gardes), decision?.ProchaineEvaluation,
            [.. aVerifier]) { Cible = decision?.Cible };
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

    // The other holds say in their message what is to be done.
    private static string WhatToDo(Reserve reserve)
    {
        var field = FormationField().Match(reserve.Champ);
        if (!field.Success) return reserve.Message;
        var answer = field.Groups["reponse"].Value switch
        {
            "oui" => "« Oui »",
            "ouiSi3Ans" => "« Oui si en 3 ans »",
            "ouiSi4Ans" => "« Oui si en 4 ans »",
            _ => null,
        };
        var what = answer is null ? "la VET de chaque réponse"
            : field.Groups["champ"] is { Success: true, Value: var code } ? $"{code} pour la réponse {answer}"
            : $"la VET de la réponse {answer}";
        return $"Formation {field.Groups["formation"].Value} : indiquer {what}.";
    }

    [GeneratedRegex(@"^formations\[(?<formation>\d+)\](\.(?<reponse>oui|ouiSi3Ans|ouiSi4Ans)(\.(?<champ>\w+))?)?\z")]
    private static partial Regex FormationField();

    private static string? ToDo(
        CandidatRow candidat, VoeuRow row, Decision? decision, IReadOnlyDictionary<long, EtatGarde> gardes)
    {
        if (row.Garde is { } garde)
        {
            var number = garde.ToString(CultureInfo.InvariantCulture);
            return gardes.GetValueOrDefault(garde) == EtatGarde.Rejetee
                ? $"Le rejet de la garde n° {number} maintient la décision favorable : si la défavorable était juste, corriger la "
                    + "réponse ou le résultat à leur source, ou récupérer le dossier ; elle est alors jugée à neuf."
                : $"Une décision défavorable est retenue par la garde n° {number} (règle C6) : la confirmer ou la rejeter.";
        }

        if (decision?.Reserve is { } reserve) return WhatToDo(reserve);
        return candidat.Reserves != "[]" && row.EstVivant ? "Lever les réserves du candidat (voir « reserves »)." : null;
    }
}
