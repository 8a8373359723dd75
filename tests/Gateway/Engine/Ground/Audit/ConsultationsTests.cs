using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;
using Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Audit;

/// <summary>
/// Rule J4: nobody is shown a person without an entry. A person stands in every system, and whatever has no entry of consultation, page,
/// address or command, is asked for and must not show her: a new one cannot be forgotten.
/// </summary>
public sealed partial class ConsultationsTests(PostgresServer postgres) : SystemesTest(postgres, DatabaseEngine.Sqlite)
{
    private static readonly string[] Markers = [Name, FirstName, Guardian, Mail, Phone, Street, Ine];

    // With what each command that reads without an entry is called. The others know nobody: see the last fact.
    private static readonly Dictionary<string, string[]> Readers = new(StringComparer.Ordinal)
    {
        ["config export"] = ["-"], ["cle lister"] = [], ["conservation etat"] = [], ["securite creer-cle"] = ["{dossier}/cle-nouvelle"],
        ["audit verifier"] = [], ["wsdl"] = ["--sortie", "{dossier}"],
    };

    private static readonly string[] WithoutPersons = ["catalogue ", "exposition "];

    [Fact]
    public async Task No_page_and_no_address_shows_her_without_an_entry()
    {
        await FillAsync();
        using var people = await SignedInAsync();
        var (asked, shown) = (0, new List<string>());
        foreach (var (pattern, page) in Unmarked())
            foreach (var path in Paths(pattern))
            {
                var (status, text) = page ? await GetAsync(people, path)
                    : path.StartsWith("/fregata/", StringComparison.Ordinal) ? await FregataAsync(path) : await GetAsync(Api.Http, path);
                if (status == HttpStatusCode.OK) asked++;
                shown.AddRange(Markers.Where(marker => text.Contains(marker, StringComparison.OrdinalIgnoreCase)).Select(marker => $"{path}: {marker}"));
            }

        Assert.True(shown.Count == 0, string.Join("\n", shown));
        Assert.True(asked > 60, $"Only {asked} were answered.");
    }

    [Fact]
    public async Task What_a_command_shows_of_her_has_its_entry_and_the_other_commands_do_not_show_her()
    {
        await FillAsync();
        var retour = Assert.Single(await Gateway.QueryAsync<long>("SELECT id FROM scolarix_retour"));
        var results = Path.Combine(Folder.FullName, "bac.json");
        await File.WriteAllTextAsync(results, $$"""[{"session":2026,"ine":"{{Ine}}","resultat":"ADMIS","date":"2026-07-07"}]""");
        await ShownAsync("candidat", "DossierConsulte", $"2026/{Dossier}", "--etablissement", Etab.Code, "--session", "2026", $"{Dossier}");
        await ShownAsync("gardes rejets", "ListeConsultee", "vœux maintenus par un rejet", Etab.Code);
        await ShownAsync("scolarix retour", "ListeConsultee", $"retour {retour}", Ecole.Code);
        await ShownAsync("resultats-bac", "ListeConsultee", "ResultatsBac", "--etablissement", Etab.Code, results);
        await ShownAsync("personne exporter", "DonneesExportees", $"2026/{Dossier}", "--dossier", $"2026/{Dossier}");
        await ShownAsync("personne effacer", "DossierConsulte", $"2026/{Dossier}", "--dossier", $"2026/{Dossier}", "--essai");

        var folder = TestFolder.Create("lectures-");
        foreach (var (command, arguments) in Readers)
        {
            var (code, output, error) = await RunAsync([.. command.Split(' '), .. arguments.Select(a => a.Replace("{dossier}", folder.FullName, StringComparison.Ordinal))]);
            Assert.True(code == 0, $"{command}: {output}{error}");
            Assert.All(Markers, marker => Assert.DoesNotContain(marker, output + error, StringComparison.OrdinalIgnoreCase));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_command_without_an_entry_is_tried_above_or_knows_nobody()
    {
        var readers = ActesDeCommandeTests.Acts.Where(act => act.Value == ActesDeCommandeTests.Reads).Select(act => act.Key);
        Assert.Equal(
            Readers.Keys.Order(StringComparer.Ordinal),
            readers.Where(command => !WithoutPersons.Any(group => command.StartsWith(group, StringComparison.Ordinal))).Order(StringComparer.Ordinal));

        // Formations and published figures: none of their tables holds anything about a person.
        await StartAsync(openGate: false);
        var tables = Gateway.Services.GetServices<TableTenue>()
            .Where(table => WithoutPersons.Any(group => table.Nom.StartsWith(group.Trim() + "_", StringComparison.Ordinal))).ToList();
        Assert.True(tables.Count > 15);
        Assert.All(tables, table => Assert.True(table is { Personne: null, Etablissement: null }, table.Nom));
    }

    [Fact]
    public async Task Who_looks_in_Fregata_is_known_by_the_account_and_the_person_whom_it_names()
    {
        await FillAsync();
        Fregata.As(null, "Camille");
        var import = (await Fregata.ListAsync("echanges"))[0]!["id"];
        await Fregata.ListAsync("inscriptions");
        await Fregata.GetAsync($"echanges/{import}");

        var entries = await Poll.UntilAsync(async () => (await Api.GetAsync("/api/audit?taille=1000&acte=ListeConsultee"))!["entrees"]!.AsArray()
            .Where(e => e!["qui"]!.ToString() == $"fregata:{Lycee.Code}:{FregataApi.Login}").ToList(), found => found.Count >= 2);
        Assert.All(entries, e => Assert.Equal(Lycee.Code, e!["etablissement"]!.ToString()));
        Assert.All(entries, e => Assert.Contains(e!["details"]!.AsArray(), d => d!["champ"]!.ToString() == "utilisateur" && d["apres"]!.ToString() == "Camille"));
        Assert.DoesNotContain(Name, string.Concat(await Gateway.QueryAsync<string>("SELECT COALESCE(sujet, '') || COALESCE(details, '') FROM audit")), StringComparison.OrdinalIgnoreCase);
    }

    private async Task FillAsync()
    {
        await StartAllAsync();
        await ApogeeAsync();
        await ScolarixAsync();
        await FregataAsync();
    }

    private async Task ShownAsync(string command, string acte, string sujet, params string[] arguments)
    {
        var before = await CountAsync(acte, sujet);
        var (code, output, error) = await RunAsync([.. command.Split(' '), .. arguments]);
        Assert.True(code is 0 or 1 && output.Length > 0, $"{command}: {code} {output}{error}");
        Assert.True(await CountAsync(acte, sujet) > before, $"{command} has shown {output} without an entry.");
    }

    private async Task<int> CountAsync(string acte, string sujet) => (await Gateway.QueryAsync<int>(
        "SELECT COUNT(*) FROM audit WHERE acte = @acte AND sujet = @sujet AND qui = 'ligne de commande'", new { acte, sujet }))[0];

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), arguments);

    private IEnumerable<(string Pattern, bool Page)> Unmarked() => Gateway.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true && e.Metadata.GetMetadata<MarqueConsultation>() is null)
        .Select(e => ("/" + e.RoutePattern.RawText!.TrimStart('/'), e.Metadata.GetMetadata<PagePolicy>() is not null)).Distinct();

    // Whatever has a number is asked for by each that there is.
    private IEnumerable<string> Paths(string pattern)
    {
        TestEtablissement[] all = pattern.Contains("{etab}", StringComparison.Ordinal) || pattern.Contains("{uai}", StringComparison.Ordinal) ? [Etab, Ecole, Lycee] : [Etab];
        foreach (var etab in all)
            foreach (var number in Numbered().IsMatch(pattern) ? [1, 2, 3] : (int[])[1])
                yield return Parameter().Replace(pattern, found => found.Groups[1].Value switch
                {
                    "etab" or "code" => etab.Code,
                    "uai" => etab.Uai,
                    "session:int" => "2026",
                    "codeCandidat:int" => Dossier.ToString(CultureInfo.InvariantCulture),
                    "code:int" => "8842",
                    "id:long" or "lot:int" or "numero:int" => number.ToString(CultureInfo.InvariantCulture),
                    "codOpi" => Dossier.ToString(CultureInfo.InvariantCulture),
                    _ => "x",
                });
    }

    private async Task<(HttpStatusCode Status, string Text)> FregataAsync(string path) =>
        path.StartsWith($"/fregata/v1/{Lycee.Uai}/", StringComparison.Ordinal)
            ? await Fregata.SendAsync(HttpMethod.Get, path[$"/fregata/v1/{Lycee.Uai}/".Length..]) is var answer ? (answer.Status, answer.Text) : default
            : (HttpStatusCode.NotFound, "");

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpClient> SignedInAsync()
    {
        var invitations = Gateway.Services.GetRequiredService<InvitationBook>();
        var (made, errors) = await invitations.AccepterAsync(
            await invitations.InviterAsync("Camille", [Droit.Exploitant], default), "camille", "Camille M.", "une phrase assez longue", default);
        Assert.Empty(errors);
        var cookies = new CookieContainer();
        cookies.Add(Gateway.Url, new Cookie("pg_session", await Gateway.Services.GetRequiredService<SessionBook>().OuvrirAsync(made!, "127.0.0.1", default)));
        return new HttpClient(new SocketsHttpHandler { UseProxy = false, CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = Gateway.Url, Timeout = Poll.Patience };
    }

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\{(id:long|lot:int|numero:int)\}")]
    private static partial Regex Numbered();
}
