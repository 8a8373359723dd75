using System.Text.Json;
using Parcoursup.Gateway.Domain.Catalogue.Envois;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>Reads the list <c>[{g_ta_cod, status, rco}]</c>, from a file or the service; a bad element is left out (rule K4).</summary>
public static class RetourReader
{
    /// <exception cref="RetourIllisibleException">It is not such a list to its end.</exception>
    public static async Task<LectureRetour> LireAsync(Stream source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var lignes = new List<LigneRetour>();
        var anomalies = new List<AnomalieRetour>();
        foreach (var (index, element) in (await ElementsAsync(source, cancellationToken)).Index())
        {
            if (Lire(index + 1, element, out var motif) is { } ligne) lignes.Add(ligne);
            else anomalies.Add(new AnomalieRetour(index + 1, Rco(element), motif));
        }

        return new LectureRetour(lignes, anomalies);
    }

    private static async Task<List<JsonElement>> ElementsAsync(Stream source, CancellationToken cancellationToken)
    {
        const string attendu = "attendu [{\"g_ta_cod\":…,\"status\":…,\"rco\":…}, …] ; rien n'en est appliqué.";
        try
        {
            return await JsonSerializer.DeserializeAsync<List<JsonElement>>(source, cancellationToken: cancellationToken)
                ?? throw new RetourIllisibleException($"Le flux retour n'est pas une liste JSON : {attendu}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            var ou = e is JsonException { LineNumber: { } ligne, BytePositionInLine: { } octet }
                ? $" (ligne {ligne + 1}, octet {octet + 1})" : "";
            throw new RetourIllisibleException($"Le flux retour n'est pas une liste JSON jusqu'à sa fin{ou} : {attendu}", e);
        }
    }

    private static LigneRetour? Lire(int rang, JsonElement element, out string motif)
    {
        motif = "";
        if (element.ValueKind != JsonValueKind.Object)
        {
            motif = "L'élément n'est pas un objet : attendu {\"g_ta_cod\":…,\"status\":…,\"rco\":…}.";
            return null;
        }

        var id = element.TryGetProperty("g_ta_cod", out var code) ? CorpsRecu.Code(code) : null;
        var rco = Rco(element);
        if (id is null && rco is null)
        {
            motif = "L'élément ne désigne aucune formation : rco est vide, et g_ta_cod est vide ou illisible.";
            return null;
        }

        var statut = Champ(element, "status");
        return new LigneRetour(rang, id, rco, StatutRetour.Lire(statut), statut);
    }

    private static string? Rco(JsonElement element) => element.ValueKind == JsonValueKind.Object ? Champ(element, "rco") : null;

    private static string? Champ(JsonElement element, string nom) =>
        element.TryGetProperty(nom, out var valeur) && valeur.ValueKind == JsonValueKind.String ? Texte.Net(valeur.GetString()) : null;
}
