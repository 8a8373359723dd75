using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Fregata;

/// <summary>Reads lists page by page, and sees that the gateway gives nothing twice.</summary>
internal sealed class Listes(PasserelleClient client, Anomalies anomalies)
{
    private const int TaillePage = 200;

    /// <param name="criteres">The address with its question mark, so that the page can be appended.</param>
    public async Task<(IReadOnlyList<JsonObject> Objets, string? Refus)> LireAsync(string criteres, PersonneFregata personne, string geste,
        CancellationToken cancellationToken)
    {
        var tous = new List<JsonObject>();
        for (var page = 1; ; page++)
        {
            var reponse = await client.EnvoyerAsync(HttpMethod.Get, FormattableString.Invariant($"{criteres}page={page}"), null, personne,
                geste, cancellationToken);
            if (reponse.Status != 200)
                return (tous, reponse.Erreur);

            var objets = Objets(reponse.Corps);
            tous.AddRange(objets);
            if (tous.Select(o => JsonBody.Field(o, "id")).Distinct().Count() != tous.Count)
            {
                anomalies.Noter($"{criteres} donne deux fois le même élément");
                return (tous, null);
            }

            if (objets.Count < TaillePage)
                return (tous, null);
        }
    }

    public static List<JsonObject> Objets(JsonNode? liste) => liste is JsonArray items
        ? [.. items.OfType<JsonObject>().Select(o => (JsonObject)o.DeepClone())] : [];
}
