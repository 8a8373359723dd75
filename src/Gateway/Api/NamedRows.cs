using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Api;

/// <summary>Rows that know a candidate by his number, told with his name: nobody recognises a number.</summary>
internal static class NamedRows
{
    /// <param name="keyOf">Null for a row that is about nobody, or about somebody who is not known.</param>
    public static async Task<IReadOnlyList<JsonObject>> NamedAsync<T>(
        this CandidatNames names, string etablissement, IReadOnlyCollection<T> rows, Func<T, CandidatKey?> keyOf, CancellationToken ct)
    {
        var known = await names.OfAsync(etablissement, rows.Select(keyOf).OfType<CandidatKey>(), ct);
        return [.. rows.Select(row => With(row, keyOf(row) is { } key ? known.GetValueOrDefault(key) : null))];
    }

    private static JsonObject With<T>(T row, Nommee? name)
    {
        var told = JsonSerializer.SerializeToNode(row, JsonText.Options)!.AsObject();
        if (name?.Nom is { } nom) told["nom"] = nom;
        if (name?.Prenom is { } prenom) told["prenom"] = prenom;
        return told;
    }
}
