using System.Globalization;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>Words what a message of the source changed: answers with their values, other fields by their names only.</summary>
public static class ReceivedChange
{
    public static string First(Voeu voeu) =>
        $"Candidature reçue : {Named(voeu)}, {Answer(voeu)}"
        + $"{(voeu.CodeAmenagement == 0 ? "" : $", aménagement {Number(voeu.CodeAmenagement)}")}.";

    /// <param name="before">What was known, as stored; another text than <paramref name="after"/>.</param>
    /// <param name="reappearedIn">The source's name, where the wish had been noted as withdrawn.</param>
    public static string Of(string before, string after, Voeu former, Voeu voeu, string? reappearedIn)
    {
        var parts = new List<string>();
        if (reappearedIn is not null) parts.Add($"la candidature est de nouveau dans {reappearedIn}");
        if (former.CodeSituation != voeu.CodeSituation) parts.Add($"réponse : {Situated(former)} → {Answer(voeu)}");
        if (former.CodeAmenagement != voeu.CodeAmenagement)
            parts.Add($"aménagement : {Number(former.CodeAmenagement)} → {Number(voeu.CodeAmenagement)}");
        var others = ChangedFields(before, after).Except(["codeSituation", "codeAmenagement"]).ToList();
        if (others.Count > 0) parts.Add("champs modifiés : " + string.Join(", ", others));
        return $"Candidature {Named(voeu)} : {string.Join(" ; ", parts)}.";
    }

    /// <summary>A wish that had been noted as withdrawn stands in a list again, with an answer that is older than the known one.</summary>
    public static string Back(Voeu known, string source) =>
        $"Candidature {Named(known)} : de nouveau dans {source} ; la réponse connue, plus récente, est gardée : {Answer(known)}.";

    public static string OfIdentity(string before, string after) =>
        $"Données du candidat modifiées : {string.Join(", ", ChangedFields(before, after))}.";

    /// <summary>A warning: rule B5 lets the receipt count.</summary>
    public static string ToCome(DateTime date, DateTime receipt) => string.Create(CultureInfo.InvariantCulture,
        $"La date de réponse {date:dd/MM/yyyy HH:mm} est encore à venir : celle de la réception ({receipt:dd/MM/yyyy HH:mm}) compte à sa ")
        + "place. Vérifier la date dans le dossier du candidat.";

    /// <summary>The names of the fields in which two stored records differ.</summary>
    public static IEnumerable<string> ChangedFields(string before, string after)
    {
        var (former, present) = (JsonNode.Parse(before)!.AsObject(), JsonNode.Parse(after)!.AsObject());
        return present.Select(p => p.Key).Union(former.Select(p => p.Key))
            .Where(name => !JsonNode.DeepEquals(former[name], present[name])).Order(StringComparer.Ordinal);
    }

    private static string Named(Voeu voeu) =>
        $"formation {Number(voeu.Key.CodeFormationPsup)}{(voeu.LibelleFormation is { } label ? $" ({label})" : "")}"
        + (voeu.Key.Internat ? " avec internat" : "");

    private static string Answer(Voeu voeu) =>
        Situated(voeu)
        + (voeu.DateReponse is { } date ? $" (réponse du {date.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)})" : "");

    private static string Situated(Voeu voeu) => voeu.CodeSituation switch
    {
        Situation.SansReponse => "proposition sans réponse",
        Situation.Acceptee => "acceptée définitivement",
        Situation.AccepteeEnAttente => "acceptée, d'autres vœux en attente",
        Situation.Refusee => "refusée ou démission",
        _ => $"situation {Number(voeu.CodeSituation)}",
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
