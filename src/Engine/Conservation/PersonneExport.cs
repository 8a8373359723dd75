using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>All that the gateway holds of a person (rule J5), as the tables have it: by établissement, then by table.</summary>
internal sealed class PersonneExport(
    Database database, PlanEffacement plan, MessagesPersonne messages, IEnumerable<IPlacePersonne> places, PassageRunner files,
    SealedRows opened, TimeProvider time)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public async Task<JsonObject> ExporterAsync(IEnumerable<PersonneConnue> personnes, CancellationToken ct)
    {
        var etablissements = new JsonArray();
        foreach (var personne in personnes)
            if (await OfAsync(personne, ct) is { } told) etablissements.Add(told);
        return new JsonObject
        {
            ["exporteLe"] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), ["etablissements"] = etablissements,
        };
    }

    // Null where there is nothing of him.
    private async Task<JsonObject?> OfAsync(PersonneConnue personne, CancellationToken ct)
    {
        var donnees = new JsonObject();
        foreach (var etape in await plan.PersonneAsync(null, personne.Valeurs, ct))
        {
            var rows = await RowsAsync(personne.Etablissement, etape, ct);
            if (rows.Count == 0) continue;
            if (donnees[etape.Table.Nom] is not JsonArray list) donnees[etape.Table.Nom] = list = [];
            foreach (var row in rows)
                if (!list.Any(known => JsonNode.DeepEquals(known, row))) list.Add(row);
        }

        var raw = await messages.TrouverAsync(personne.Etablissement, new QuiPersonne(personne), ct);
        if (donnees.Count == 0 && raw.Count == 0) return null;
        return new JsonObject
        {
            ["etablissement"] = personne.Etablissement, ["session"] = personne.Session, ["dossier"] = personne.Dossier,
            ["donnees"] = donnees, ["messages"] = JsonSerializer.SerializeToNode(raw, JsonText.Options),
            ["fichiersPublies"] = JsonSerializer.SerializeToNode(
                await files.TousFichiersAsync(personne.Session, personne.Etablissement, ct), JsonText.Options),
            ["autresPlaces"] = await PlacesAsync(personne, ct),
        };
    }

    // Pieces of many, of which his part is his number and a fingerprint.
    private async Task<JsonObject> PlacesAsync(PersonneConnue personne, CancellationToken ct)
    {
        var counts = new JsonObject();
        if (personne.Dossier == 0) return counts;
        foreach (var place in places)
            if (await place.CompterAsync(personne.Etablissement, personne.Key, ct) is var count and > 0) counts[place.Genre] = count;
        return counts;
    }

    private async Task<IReadOnlyList<JsonObject>> RowsAsync(string etablissement, Etape etape, CancellationToken ct)
    {
        var rows = await database.QueryAsync<object>($"SELECT * FROM {etape.Table.Nom} WHERE {etape.Ou}", etape.Valeurs, ct);
        foreach (var row in rows) await opened.OpenAsync(etablissement, etape.Table.Nom, (IDictionary<string, object?>)row, ct);
        return
        [
            .. rows.Cast<IDictionary<string, object?>>()
                .Select(row => new JsonObject(row.Select(column => KeyValuePair.Create(column.Key, NodeOf(column.Value))))),
        ];
    }

    private static JsonNode? NodeOf(object? value) => value switch
    {
        null or DBNull => null,
        byte[] bytes => TextOf(bytes),
        string text => Inner(text),
        bool flag => flag,
        long number => number,
        int number => number,
        DateTime instant => DateTime.SpecifyKind(instant, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static JsonNode? Inner(string text)
    {
        if (!text.StartsWith('{') && !text.StartsWith('[')) return text;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static JsonNode? TextOf(byte[] bytes)
    {
        try
        {
            return Inner(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return Convert.ToBase64String(bytes);
        }
    }
}
