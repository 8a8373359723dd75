using System.Net;
using System.Text.Json;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Domain.Valeurs;
using TypeCode = Parcoursup.Gateway.Domain.Exposition.TypeCode;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Lecture;

/// <summary>What the API's JSON says to one question.</summary>
internal static class ReponseJson
{
    private static readonly string[] Inconnus = ["Certification inconnue", "Formation inconnue"];
    private const string Etablissement = "Etablissement inconnu";
    private const string SansDonnees = "Pas de données disponibles";
    private const string SansMillesime = "Pas de données pour le millésime";

    /// <summary>A code as an address carries it: the prefix only where it is mandatory.</summary>
    public static string Ecrire(CodeCertification code) => code.Type == TypeCode.Sise ? code.ToString() : code.Valeur;

    public static ReponseLue De(HttpStatusCode statut, byte[] corps)
    {
        if (!TexteJson.EstLisible(corps)) return Panne($"Réponse {(int)statut} dont un texte est illisible (caractère coupé).");
        using var document = JsonDocument.Parse(corps);
        var json = document.RootElement;
        return statut switch
        {
            HttpStatusCode.OK => LectureEnregistrement.De(json) is { } enregistrement
                ? new(new ReponseExposition.Trouve(enregistrement), corps)
                : Panne("Réponse 200 sans code_certification : ce n'est pas un enregistrement de l'API."),
            HttpStatusCode.BadRequest => new(new ReponseExposition.Refuse(Cite.De(Message(json))), null),
            _ => Absence(json),
        };
    }

    /// <summary>What an error says.</summary>
    public static string Motif(byte[] corps)
    {
        if (!TexteJson.EstLisible(corps)) return Cite.De(null);
        using var document = JsonDocument.Parse(corps);
        return Cite.De(Message(document.RootElement));
    }

    // A 404 in JSON of somebody else (a gateway that knows no such route) says nothing of data either.
    private static ReponseLue Absence(JsonElement json)
    {
        var message = Message(json)?.Trim();
        if (message is null) return Panne("Réponse 404 sans message : ce n'est pas celle de l'API.");
        if (Commence(message, Etablissement)) return new(new ReponseExposition.EtablissementInconnu(message), null);
        if (Commence(message, SansDonnees)) return new(new ReponseExposition.SansDonnees(message), null);
        if (Commence(message, SansMillesime)) return new(new ReponseExposition.SansMillesime(message, Millesimes(json)), null);
        return Inconnus.Any(inconnu => Commence(message, inconnu)) ? new(new ReponseExposition.Inconnu(message), null)
            : Panne($"Réponse 404 qui n'est pas celle de l'API ({Cite.De(message)}) : vérifier l'adresse.");
    }

    private static string? Message(JsonElement json) =>
        json.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
            ? TexteJson.Net(message.GetString()) : null;

    private static IReadOnlyList<string> Millesimes(JsonElement json)
    {
        if (!json.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object) return [];
        foreach (var nom in new[] { "millesimesDisponible", "millesimesDisponibles" })
            if (data.TryGetProperty(nom, out var liste) && liste.ValueKind == JsonValueKind.Array)
                return [.. liste.EnumerateArray().Select(LectureEnregistrement.Texte).OfType<string>()];
        return [];
    }

    // Whatever accents or case an upgrade gives them.
    private static bool Commence(string message, string debut) =>
        System.Globalization.CultureInfo.InvariantCulture.CompareInfo.IsPrefix(
            message, debut, System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.IgnoreNonSpace);

    private static ReponseLue Panne(string motif) => new(new ReponseExposition.Echec(motif), null, Transitoire: false);
}
