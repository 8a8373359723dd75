using System.Text.Json.Nodes;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Temoin;

namespace Parcoursup.Gateway.Gateway.Tests.Temoin;

/// <summary>An établissement on Témoin, a system that is plugged in by one line and written with nothing but the engine.</summary>
public abstract class TemoinTest(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    protected const string Password = "mdp-temoin";
    protected const string Account = "temoin:" + Password;

    // The one line.
    private protected static readonly IReadOnlyList<IModule> WithTemoin = [.. Modules.All, new TemoinModule()];

    private protected override IReadOnlyList<IModule> Systems => WithTemoin;

    protected override async Task<TestEtablissement> CreateEtablissementAsync()
    {
        var etab = await TestEtablissement.StartAsync();
        etab.Document["sis"] = "Temoin";
        etab.Document["temoin"] = new JsonObject { ["login"] = "temoin", ["motDePasse"] = Password };
        foreach (var other in (string[])["apogee", "opi"]) etab.Document.Remove(other);
        return etab;
    }

    /// <summary>As Témoin calls.</summary>
    protected Task<Answer> SendAsync(HttpMethod method, string path, JsonNode? body = null, string account = Account, string? uai = null) =>
        Gateway.Http.SendAsync(method, $"/temoin/{uai ?? Etab.Uai}/{path}", body is null ? null : Calls.Json(body.ToJsonString()), basic: account);

    /// <summary>What Témoin takes, such as <c>17 admis, 18 retiré</c>.</summary>
    protected async Task<string> TakeAsync() => string.Join(", ", (await SendAsync(HttpMethod.Get, "candidats")).Json.AsArray()
        .Select(c => $"{c!["codeCandidat"]} {(c["admis"]!.GetValue<bool>() ? "admis" : "retiré")}"));

    protected static JsonObject Line(int codeCandidat, bool inscrit = true, string date = "2026-06-09T10:00:00+02:00") => new()
    {
        ["session"] = 2026, ["codeCandidat"] = codeCandidat, ["codeFormation"] = TestDocument.Droit, ["inscrit"] = inscrit, ["date"] = date,
    };
}
