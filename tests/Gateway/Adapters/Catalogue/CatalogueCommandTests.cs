using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Catalogue;

/// <summary>The catalogue's command line: the real program on a fresh file, its exit codes and the shapes of its answers.</summary>
public sealed class CatalogueCommandTests : IDisposable
{
    private const string Rules =
        """[{"id":1,"niveau":"5 (BTS, DEUST...)","diplome":"BTS","condition_integration":"peut intégrer","statut":"à publier"}]""";

    private static readonly string Header = "cle_ministere_educatif;published;catalogue_published;niveau;diplome;annee;num_academie;uai_formation;date_debut";

    private readonly DirectoryInfo _folder = TestFolder.Create("catalogue-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_script_goes_through_a_whole_night_on_a_fresh_base_without_any_setting()
    {
        Assert.Equal(0, (await RunAsync("campagne", "ouvrir", "--debut", "2025-09-10")).Code);
        var import = await RunAsync("importer", File("flux.csv", Feed(20, "mauvaise;peut-être;;;;;;;")));
        Assert.Equal((0, 21, 20), (import.Code, Number(import, "lignes"), Number(import, "acceptees")));
        Assert.Equal("published", import.Json!["refusees"]![0]!["champ"]!.GetValue<string>());
        Assert.Equal(0, (await RunAsync("regles", "importer", File("regles.json", Rules))).Code);

        var night = await RunAsync("nuit", "--date", "2026-02-12");
        Assert.Equal(0, night.Code);
        Assert.Equal(["nuit", "appliquee", "cause", "compte", "changements", "alertes", "academies"], night.Json!.AsObject().Select(p => p.Key));
        Assert.Equal(20, night.Json["compte"]!["à publier"]!.GetValue<int>());
        Assert.Equal(0, (await RunAsync("action", "publier", "F3", "--auteur", "Marie", "--role", "instructeur", "--academie", "-1")).Code);
        Assert.Equal(2, (await RunAsync("action", "publier", "F4", "--auteur", "Marie", "--role", "lecture", "--academie", "-1")).Code);
        var told = await RunAsync("statut", "F3");
        Assert.Equal("prêt pour intégration", told.Json!["parcoursup_statut"]!.GetValue<string>());
        Assert.Equal(1, told.Json["explication"]!["retenue"]!.GetValue<int>());
        Assert.Equal("""{"g_ta_cod":null,"user":"Marie","rncp":[],"cfd":"","uai":"0350001A","rco":"F3","mef":""}""", (await RunAsync("charge", "F3")).Output);

        Assert.Equal(3, (await RunAsync("importer", File("court.csv", Feed(10)))).Code);
        var held = await RunAsync("nuit", "--date", "2026-02-13");
        Assert.Equal((3, false), (held.Code, held.Json!["appliquee"]!.GetValue<bool>()));
        Assert.Equal(2, (await RunAsync("nuit", "--date", "2026-02-13", "--confirmer")).Code);
        Assert.Equal(0, (await RunAsync("nuit", "--date", "2026-02-13", "--confirmer", "--auteur", "Chef")).Code);
        var restored = await RunAsync("restaurer", "--nuit", "2026-02-12", "--horloge", "2026-02-13T08:00:00+01:00");
        Assert.Equal((0, 11), (restored.Code, restored.Json!["changements"]!.AsArray().Count));
        var all = await RunAsync("statuts");
        Assert.Equal(20, all.Json!["formations"]!.AsArray().Count);
        Assert.Equal(10, all.Json["compte"]!["non publiable en l'état"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("statuts")]
    [InlineData("charge", "F1")]
    [InlineData("action", "publier", "F1", "--auteur", "Marie", "--role", "instructeur", "--academie", "14")]
    [InlineData("regles", "exporter")]
    [InlineData("regles", "statut-academie", "1", "14", "à publier", "--auteur", "Marie", "--role", "moss", "--academie", "-1")]
    [InlineData("restaurer", "--nuit", "2026-02-12")]
    public async Task A_mistyped_base_is_told_and_none_is_made_of_it(params string[] arguments)
    {
        var (code, output, errors) = await GatewayProcess.RunAsync(new Dictionary<string, string>(), ["catalogue", .. arguments, "--base", Base, "--json"]);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains($"{Base} : ce fichier n'existe pas", errors, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(Base));
    }

    [Theory]
    [InlineData("statut", "inconnue")]
    [InlineData("charge", "inconnue")]
    [InlineData("importer", "absent.csv")]
    [InlineData("regles", "importer", "absent.json")]
    [InlineData("nuit", "--date", "demain")]
    [InlineData("nuit")] // no campaign
    [InlineData("campagne", "ouvrir")]
    [InlineData("restaurer", "--nuit", "2026-01-01", "--appliquer")]
    [InlineData("envoyer", "--url", "http://example.org/", "--certificat", "c", "--cle-privee", "x")]
    [InlineData("nuit", "--inconnue")]
    [InlineData("statuts", "--horloge", "midi")]
    public async Task What_cannot_be_done_ends_with_code_2(params string[] arguments) => Assert.Equal(2, (await RunAsync(arguments)).Code);

    [Fact]
    public async Task A_service_that_does_not_answer_ends_with_code_4()
    {
        var key = File("cle.pem", Key());

        Assert.Equal(4, (await RunAsync("retour", "--url", "http://127.0.0.1:1/ApiFormation/api", "--certificat", "c", "--cle-privee", key)).Code);
    }

    [Fact]
    public async Task A_token_is_bound_to_the_bytes_of_its_body_and_to_its_clock()
    {
        using var rsa = RSA.Create(2048);
        var (key, body) = (File("cle.pem", rsa.ExportPkcs8PrivateKeyPem()), File("corps.json", """{"rco":"é"}"""));

        var token = (await RunAsync("jeton", "--corps", body, "--certificat", "moss", "--cle-privee", key, "--horloge", "2026-02-12T00:00:00Z")).Output;
        var parts = token.Split('.');
        var claims = JsonNode.Parse(Base64(parts[1]))!.AsObject();

        Assert.Equal("RS512", JsonNode.Parse(Base64(parts[0]))!["alg"]!.GetValue<string>());
        Assert.Equal(["id", "expire", "hash"], claims.Select(c => c.Key));
        Assert.Equal(DateTimeOffset.Parse("2026-02-12T00:00:20Z", null).ToUnixTimeMilliseconds(), claims["expire"]!.GetValue<long>());
        Assert.Equal(Convert.ToHexStringLower(SHA512.HashData(await System.IO.File.ReadAllBytesAsync(body))), claims["hash"]!.GetValue<string>());
        Assert.True(rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64(parts[2]), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));
        var get = (await RunAsync("jeton", "--corps", "-", "--certificat", "moss", "--cle-privee", key)).Output.Split('.');
        Assert.Equal(Convert.ToHexStringLower(SHA512.HashData("null"u8)), JsonNode.Parse(Base64(get[1]))!["hash"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_night_whose_process_was_killed_is_run_again_with_the_same_result()
    {
        await RunAsync("campagne", "ouvrir", "--debut", "2025-09-10");
        await RunAsync("importer", File("flux.csv", Feed(3000)));
        await RunAsync("regles", "importer", File("regles.json", Rules));
        foreach (var delay in new[] { 300, 700, 1100 })
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", [GatewayProcess.Program, "catalogue", "nuit", "--date", "2026-02-12", "--base", Base])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(delay));
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.Equal(0, (await RunAsync("nuit", "--date", "2026-02-12")).Code);

        Assert.Equal(3000, (await RunAsync("statuts")).Json!["compte"]!["à publier"]!.GetValue<int>());
        Assert.Single((await RunAsync("statut", "F17")).Json!["parcoursup_statut_history"]!.AsArray());
    }

    [Theory]
    [InlineData("« --dat »", "nuit", "--dat", "2026-02-12")]
    [InlineData("« inconnu »", "inconnu")]
    [InlineData("« demain »", "nuit", "--horloge", "demain")]
    public async Task A_command_line_that_cannot_be_read_is_refused_in_French_and_leaves_the_standard_output_alone(string named, params string[] arguments)
    {
        var (code, output, error) = await GatewayProcess.RunAsync(new Dictionary<string, string>(), ["catalogue", .. arguments, "--base", Base, "--json"]);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(Base));
    }

    [Fact]
    public async Task A_feed_that_did_not_come_is_said_in_French_and_holds_the_night()
    {
        await RunAsync("campagne", "ouvrir", "--debut", "2025-09-10");
        await RunAsync("importer", File("flux.csv", Feed(40)));
        await RunAsync("regles", "importer", File("regles.json", Rules));

        var absent = await RunAsync("importer", Path.Combine(_folder.FullName, "absent.csv"));

        Assert.Equal((2, "absent.csv : ce chemin n'existe pas."), (absent.Code, absent.Json!["cause"]!.GetValue<string>()));
        Assert.Equal(3, (await RunAsync("nuit", "--date", "2026-02-12")).Code);
    }

    [Fact]
    public async Task Without_json_a_person_reads_lines()
    {
        var (code, output, _) = await GatewayProcess.RunAsync(new Dictionary<string, string>(), "catalogue", "campagne", "ouvrir", "--debut", "2025-09-10", "--base", Base);

        Assert.Equal(0, code);
        Assert.Contains("campagne : 2025-09-10", output, StringComparison.Ordinal);
    }

    private string Base => Path.Combine(_folder.FullName, "base.db");

    private async Task<(int Code, string Output, JsonNode? Json)> RunAsync(params string[] arguments)
    {
        var (code, output, _) = await GatewayProcess.RunAsync(new Dictionary<string, string>(), ["catalogue", .. arguments, "--base", Base, "--json"]);
        return (code, output, output.TrimStart() is ['{' or '[', ..] ? JsonNode.Parse(output) : null);
    }

    private static int Number((int Code, string Output, JsonNode? Json) answer, string name) => answer.Json![name]!.GetValue<int>();

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static string Feed(int count, params string[] more) => string.Join('\n', [Header, .. Enumerable.Range(0, count)
        .Select(i => $"F{i};true;true;5 (BTS, DEUST...);BTS;1;14;0350001A;\"[\"\"2026-09-01\"\"]\""), .. more]);

    private static string Key()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    }

    private static byte[] Base64(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
