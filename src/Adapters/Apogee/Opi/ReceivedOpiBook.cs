using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>A row of <c>opi_recue</c>.</summary>
internal sealed class OpiRecueRow
{
    public string CodOpi { get; init; } = "";
    public string Compte { get; init; } = "";
    public string Origine { get; init; } = "";
    public string? Individu { get; init; }
    public string? AdresseFixe { get; init; }
    public string? AdresseAnnuelle { get; init; }
    public string? Bac { get; init; }
    public string? Dac { get; init; }
    public string? Voeux { get; init; }
    public string? These { get; init; }
    public string VetsTentees { get; init; } = "[]";

    /// <exception cref="TexteEfface">The key of a block is gone: nothing is made of the others.</exception>
    public OpiContenu Contenu
    {
        get
        {
            var contenu = new OpiContenu
            {
                Individu = Individu, AdresseFixe = AdresseFixe, AdresseAnnuelle = AdresseAnnuelle, Bac = Bac, Dac = Dac, Voeux = Voeux,
                DonneesThese = These,
            };
            foreach (var bloc in OpiContenu.Blocs)
                if (contenu[bloc] is { } json)
                    TexteEfface.Refuser(json);
            return contenu;
        }
    }
}

/// <summary>A VET that was sent for a received OPI.</summary>
internal sealed record VetEnvoyee(string CodCge, string CodEtp, int CodVrsVet);

/// <summary>The OPI that the hosted service received, and what is to be sent of them.</summary>
internal sealed class ReceivedOpiBook
{
    private const string SubjectPrefix = "opi/";

    public static string SubjectOf(string codOpi) => SubjectPrefix + codOpi;
    public static string NumberOf(string sujet) => sujet[SubjectPrefix.Length..];

    /// <summary>
    /// The content to send, after recording its VETs as attempted. From Parcoursup every VET ever attempted stays, as
    /// D (rule C2); another client may leave one out (rule B3).
    /// </summary>
    /// <returns>The content, and what was attempted before it; null when the OPI is unknown.</returns>
    public async Task<(OpiContenu Contenu, string Before)?> RenderAsync(WriteSession session, EtablissementModel etablissement,
        string codOpi, CancellationToken ct)
    {
        var row = await session.FirstOrDefaultAsync<OpiRecueRow>(
            "SELECT * FROM opi_recue WHERE etablissement = @code AND cod_opi = @codOpi", new { code = etablissement.Code, codOpi }, ct);
        if (row is null) return null;
        var contenu = row.Contenu;
        var voeux = contenu.ReadVoeux() ?? [];
        var attempted = JsonText.Read<List<VetEnvoyee>>(row.VetsTentees);
        var present = voeux.Select(v => new VetEnvoyee(v.CodCge, v.CodEtp, v.CodVrsVet)).ToHashSet();
        if (row.Origine == nameof(OrigineOpi.Parcoursup))
        {
            var missing = attempted.Where(v => !present.Contains(v)).ToList();
            if (missing.Count > 0)
                contenu = contenu with {
                    Voeux = WithUnfavourable(contenu.Voeux, missing, voeux.Select(v => v.NumCls).DefaultIfEmpty(0).Max()) };
        }

        var all = attempted.Union(present).ToList();
        if (all.Count > attempted.Count)
            await session.ExecuteAsync(
                "UPDATE opi_recue SET vets_tentees = @all WHERE etablissement = @code AND cod_opi = @codOpi",
                new { all = JsonText.Of(all), code = etablissement.Code, codOpi }, ct);
        return (contenu, row.VetsTentees);
    }

    /// <summary>Whom Parcoursup's own OPI of this number is about; null when there is none.</summary>
    public static async Task<IdentiteContenu?> IdentityAsync(
        WriteSession session, string etablissement, string codOpi, CancellationToken ct) =>
        (await session.FirstOrDefaultAsync<OpiRecueRow>(
            $"""
            SELECT individu FROM opi_recue
            WHERE etablissement = @etablissement AND cod_opi = @codOpi AND origine = '{nameof(OrigineOpi.Parcoursup)}'
            """,
            new { etablissement, codOpi }, ct))?.Contenu.ReadIdentite();

    /// <summary>After a refusal: nothing of that attempt was taken.</summary>
    public static Task RestoreAttemptedAsync(WriteSession session, string etablissement, string codOpi, string before,
        CancellationToken ct) =>
        session.ExecuteAsync(
            "UPDATE opi_recue SET vets_tentees = @before WHERE etablissement = @etablissement AND cod_opi = @codOpi",
            new { before, etablissement, codOpi }, ct);

    private static string WithUnfavourable(string? voeux, IEnumerable<VetEnvoyee> missing, int lastRank)
    {
        var root = voeux is null ? [] : JsonNode.Parse(voeux)!.AsObject();
        if (root["item"] is not JsonArray items) root["item"] = items = [];
        foreach (var vet in missing)
            items.Add(new JsonObject
            {
                ["codCge"] = vet.CodCge, ["codDecVeu"] = "D", ["codEtp"] = vet.CodEtp,
                ["codVrsVet"] = vet.CodVrsVet.ToString(CultureInfo.InvariantCulture),
                ["numCls"] = (++lastRank).ToString(CultureInfo.InvariantCulture),
            });
        return root.ToJsonString(new JsonSerializerOptions(JsonText.Options));
    }
}
