using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;

namespace Parcoursup.Gateway.Adapters.Catalogue.Regles;

/// <summary>One rule, written by hand: tried without effect, then taken into the document in the place of the former one.</summary>
internal sealed class EditionRegles(RegleBook book, RegleService service)
{
    public async Task<Issue> SimulerAsync(JsonObject regle, CancellationToken ct) =>
        await service.SimulerAsync(await DocumentAsync(regle, ct), ct);

    /// <param name="vue">The version of the document in which somebody saw what would change.</param>
    public async Task<Issue> EnregistrerAsync(JsonObject regle, long vue, string auteur, CancellationToken ct) =>
        await service.ImporterAsync(await DocumentAsync(regle, ct), auteur, ct, vue);

    // Without the académies' decisions: those stay as they are.
    private async Task<byte[]> DocumentAsync(JsonObject regle, CancellationToken ct)
    {
        var id = regle["id"]?.ToString().Trim();
        var rows = await book.RowsAsync(ct);
        var document = new JsonArray([.. rows.Select(row => row.Id == id ? regle.DeepClone() : JsonNode.Parse(row.Document))]);
        if (rows.All(row => row.Id != id)) document.Add(regle.DeepClone());
        return JsonSerializer.SerializeToUtf8Bytes(document, Issue.Json);
    }
}
