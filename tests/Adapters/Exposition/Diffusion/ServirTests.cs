using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Diffusion;

/// <summary><c>gateway exposition servir</c> as a real process, on a base that a matching has just filled.</summary>
public sealed class ServirTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exposition-servir-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_matched_is_served_to_whoever_asks_and_with_a_key_within_its_quota()
    {
        var catalogue = new Catalogue(_folder.FullName).Ecrire([1, 2]);
        var database = Path.Combine(_folder.FullName, "base.db");
        await using (var api = await Sources.SimulerAsync(new() { Formations = [Sources.Fiche(Catalogue.Uai(1), Catalogue.Bts)] }))
            Assert.Equal(0, (await RunAsync("apparier", "--base", database, "--entree", catalogue.Entree.FullName, "--nomenclatures",
                catalogue.Nomenclatures.FullName, "--api", api.Ancienne.ToString(), "--sortie", catalogue.Sortie.FullName)).Code);
        var (created, key) = await RunAsync("cle-creer", "--base", database, "--nom", "Rectorat", "--par-minute", "2");
        Assert.Equal(0, created);

        using var server = Programme.Demarrer("servir", "--base", database, "--port", "0");
        try
        {
            var line = await server.StandardOutput.ReadLineAsync();
            Assert.StartsWith("À l'écoute : http://127.0.0.1:", line, StringComparison.Ordinal);
            using var http = new HttpClient { BaseAddress = new Uri(line!["À l'écoute : ".Length..] + "/") };

            var body = (await http.GetFromJsonAsync<JsonNode>("1"))!;
            Assert.Equal(("1", "Couvert", 50), ((string?)body["CODEFORMATIONACCUEIL"], (string?)body["insertion"]!["couverture"],
                (int?)body["insertion"]!["taux_en_emploi_6_mois"]));
            http.DefaultRequestHeaders.Add("X-Api-Key", key.Trim());
            var codes = new List<int>();
            for (var i = 0; i < 3; i++) codes.Add((int)(await http.GetAsync("2")).StatusCode);
            Assert.Equal([200, 200, 429], codes);
        }
        finally
        {
            Process.Start("kill", ["-TERM", $"{server.Id}"])!.Dispose();
            await server.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token);
        }

        Assert.Equal(0, server.ExitCode);
    }

    [Theory]
    [InlineData("--adresse", "ici")]
    [InlineData("--port", "70000")]
    public async Task An_address_that_cannot_be_opened_is_told(string option, string value)
    {
        var (code, _) = await RunAsync(["servir", "--base", Path.Combine(_folder.FullName, "b.db"), option, value,
            .. option == "--port" ? Array.Empty<string>() : ["--port", "0"]]);

        Assert.Equal(2, code);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Programme.Demarrer(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await errors;
        return (process.ExitCode, output);
    }
}
