using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Documentation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Cli;

/// <summary>What an operator sees when he starts the real program: one line when it goes well, one sentence when it does not.</summary>
public sealed class StartTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly PostgresServer _postgres = postgres;
    private TestStorage _storage = null!;

    private string Folder => Path.GetDirectoryName(_storage.SqliteFile)!;

    public async ValueTask InitializeAsync() => _storage = await TestStorage.CreateEmptyAsync(_postgres, DatabaseEngine.Sqlite);

    public ValueTask DisposeAsync() => _storage.DisposeAsync();

    [Fact]
    public async Task A_start_tells_in_one_line_where_it_listens_what_it_is_and_which_base_it_uses()
    {
        await using var served = await ServedProcess.StartAsync(Settings());

        var line = Assert.Single(served.Output.Split('\n'), l => l.Contains("à l'écoute", StringComparison.Ordinal));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d info: Parcoursup\.Gateway\[19001\] Passerelle \d+\.\d+\.\d+\S* à l'écoute sur http://127\.0\.0\.1:\d+ ; ", line);
        Assert.Contains($"base SQLite {_storage.SqliteFile} ; 0 établissement.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_PostgreSQL_it_names_the_base_without_its_password_and_counts_one_établissement_as_one()
    {
        await using var storage = await TestStorage.CreateEmptyAsync(_postgres, DatabaseEngine.Postgres);
        var settings = GatewayProcess.Environment(storage);
        settings["Urls"] = "http://127.0.0.1:0";
        var imported = await GatewayProcess.RunAsync(settings, "config", "import", await ExampleAsync());
        Assert.True(imported.Code == 0, imported.Error);
        var name = new Npgsql.NpgsqlConnectionStringBuilder(settings["Stockage__Connexion"]).Database!;
        Assert.Matches($"^Base de données : PostgreSQL \\S*{name}\n", imported.Error);

        await using var served = await ServedProcess.StartAsync(settings);

        var line = Assert.Single(served.Output.Split('\n'), l => l.Contains("à l'écoute", StringComparison.Ordinal));
        Assert.Matches($"; base PostgreSQL \\S*{name} ; 1 établissement\\.$", line);
        Assert.DoesNotContain("Password", line, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Log_lines_are_JSON_where_the_settings_say_so()
    {
        await using var served = await ServedProcess.StartAsync(Settings(("Journalisation__Format", "Json")));

        var line = JsonNode.Parse(served.Output.Split('\n').Single(l => l.Contains("à l'écoute", StringComparison.Ordinal)))!;
        Assert.Equal((19001, "Information"), (line["event"]!.GetValue<int>(), line["level"]!.GetValue<string>()));
        Assert.True(DateTimeOffset.TryParse(line["timestamp"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture, out _));
        Assert.All(served.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => Assert.NotNull(JsonNode.Parse(l)));
    }

    [Theory]
    [InlineData("cle lister")]
    [InlineData("cle creer --administrateur --nom essai")]
    [InlineData("conservation etat")]
    [InlineData("audit verifier")]
    [InlineData("candidat --etablissement univ-alpes --session 2026 17")]
    [InlineData("utilisateur inviter --exploitant --nom essai")]
    [InlineData("fichiers generer univ-alpes")]
    [InlineData("scolarix generer univ-alpes")]
    [InlineData("resultats-bac --etablissement univ-alpes absent.csv")]
    [InlineData("catalogue statuts")]
    [InlineData("exposition cles")]
    public async Task Every_command_names_its_database_before_anything_else(string line)
    {
        var (_, output, error) = await GatewayProcess.RunAsync(Settings(), line.Split(' '));

        Assert.StartsWith($"Base de données : SQLite {_storage.SqliteFile}\n", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Base de données", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_names_its_database_on_standard_error_and_a_document_goes_to_standard_output()
    {
        var (code, output, error) = await GatewayProcess.RunAsync(Settings(), "config", "export", "-");

        Assert.Equal(0, code);
        Assert.Equal($"Base de données : SQLite {_storage.SqliteFile}", error.Trim());
        Assert.Empty(JsonNode.Parse(output)!["etablissements"]!.AsArray());
    }

    [Theory]
    [InlineData("Stokage__Type", "Sqlite", "Stokage:Type : ce réglage n'existe pas ; est-ce Stockage:Type ?")]
    [InlineData("Adresses__Public", "https://passerelle.univ.fr", "Adresses:Public : ce réglage n'existe pas ; est-ce Adresses:Publique ?")]
    [InlineData("Scolarix__Retours__SilenceSecondes", "5", "Scolarix:Retours:SilenceSecondes : ce réglage n'existe pas ; est-ce Scolarix:Retour:SilenceSecondes ?")]
    [InlineData("Stockage_Chemin", "x.db", "deux traits de soulignement (Stockage__Chemin)")]
    [InlineData("Securite__CleMaitresse", "à remplacer", "Securite:CleMaitresse : la valeur est encore celle de l'exemple")]
    [InlineData("Urls", "http://127.0.0.1:8080/passerelle", "contient un chemin (/passerelle)")]
    [InlineData("Urls", "ftp://127.0.0.1", "commence par ftp")]
    [InlineData("Urls", "http://0.0.0.0:8080", "laisserait passer en clair")]
    [InlineData("Urls", "http://*:8080", "laisserait passer en clair")]
    [InlineData("Urls", "https://passerelle.univ.fr:8443", "Adresses:Publique : indiquer l'adresse par laquelle")]
    [InlineData("Kestrel__Endpoints__Dehors__Url", "http://[::]:8080", "laisserait passer en clair")]
    [InlineData("Adresses__Mandataires", "127.0.0.1", "Adresses:Publique : indiquer l'adresse par laquelle")]
    [InlineData("Adresses__Mandataires", "127.0.0.1", "Securite:FichierCleMaitresse : hors d'un essai sur cette machine")]
    [InlineData("Urls", "https://passerelle.univ.fr:8443", "Securite:FichierCleMaitresse : hors d'un essai sur cette machine")]
    [InlineData("Adresses__EnClair", "oui", "Adresses:EnClair : indiquer true ou false")]
    [InlineData("Urls", "https://127.0.0.1:0", "demande un certificat")]
    [InlineData("Stockage__Chemin", "/dev/null/x/gateway.db", "Stockage:Chemin : le fichier « /dev/null/x/gateway.db »")]
    [InlineData("Stockage__Chemin", "/proc/passerelle/gateway.db", "les droits sur le dossier « /proc/passerelle »")]
    [InlineData("Journalisation__Format", "Xml", "Format ne peut pas valoir « Xml » (Lignes ou Json)")]
    public async Task What_keeps_it_from_starting_is_one_French_sentence(string setting, string value, string sentence)
    {
        var (code, output, error) = await GatewayProcess.RunAsync(Settings((setting, value)));

        AssertTold(code, output, error, sentence);
    }

    [Theory]
    [InlineData("--Securite:CleMaitresse=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("--Stockage:Connexion=Host=127.0.0.1;Password=mot-de-passe-pg")]
    public async Task A_secret_among_the_arguments_is_refused_and_not_repeated(string argument)
    {
        var (code, output, error) = await GatewayProcess.RunAsync(Settings(), argument);

        AssertTold(code, output, error, "un secret sur la ligne de commande");
        Assert.DoesNotContain(argument.Split('=', 2)[1], output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_operator_says_in_its_own_name_is_no_obstacle()
    {
        var (code, output, error) = await GatewayProcess.RunAsync(Settings(
            ("Urls", "http://192.0.2.1:8080"), ("Adresses__EnClair", "true"), ("Adresses__Publique", "http://passerelle.univ.fr"),
            ("Securite__CleMaitresse", Convert.ToBase64String(new byte[32]))));

        AssertTold(code, output, error, "cette adresse n'est pas celle de la machine");
    }

    [Theory]
    [InlineData("Hots=127.0.0.1;Password=mot-de-passe-pg", "« hots » n'est pas une clé de PostgreSQL")]
    [InlineData("Host=127.0.0.1;Port=beaucoup;Password=mot-de-passe-pg", "la valeur de « port » ne convient pas")]
    [InlineData("Host=base.univ.fr;Password=mot-de-passe-pg", "la base de « base.univ.fr » serait jointe sans TLS vérifié")]
    [InlineData("Host=base.univ.fr;SSL Mode=Require;Password=mot-de-passe-pg", "serait jointe sans TLS vérifié")]
    [InlineData("mot-de-passe-pg", "n'est pas une suite de « clé=valeur »")]
    [InlineData("Host=127.0.0.1;Port=9;Database=passerelle;Password=mot-de-passe-pg", "La base de données ne répond pas (127.0.0.1:9/passerelle, connexion refusée)")]
    public async Task A_wrong_connection_string_is_told_without_its_values(string connection, string sentence)
    {
        var (code, output, error) = await GatewayProcess.RunAsync(Settings(("Stockage__Type", "PostgreSql"),
            ("Stockage__Connexion", connection), ("Securite__CleMaitresse", Convert.ToBase64String(new byte[32]))));

        AssertTold(code, output, error, sentence);
        Assert.DoesNotContain("mot-de-passe-pg", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (code, output, error) = await GatewayProcess.RunAsync(Settings(("Urls", address)));

        AssertTold(code, output, error, $"une adresse de « {address} » est déjà prise par un autre programme");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said()
    {
        await File.WriteAllTextAsync(_storage.SqliteFile, string.Concat(Enumerable.Repeat("Ceci n'est pas une base. ", 500)));

        var (code, output, error) = await GatewayProcess.RunAsync(Settings());

        AssertTold(code, output, error, "n'est pas une base SQLite");
    }

    [Fact]
    public async Task A_dry_run_of_an_import_tells_what_would_change_and_stores_nothing()
    {
        var file = await ExampleAsync();
        var first = await GatewayProcess.RunAsync(Settings(), "config", "import", "--essai", file);
        Assert.True(first.Code == 0, first.Error);
        Assert.Contains("Essai, rien n'est enregistré. 2 différences :", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-de-test", first.Output, StringComparison.Ordinal);
        Assert.Empty(JsonNode.Parse((await GatewayProcess.RunAsync(Settings(), "config", "export", "-")).Output)!["etablissements"]!.AsArray());

        Assert.Equal(0, (await GatewayProcess.RunAsync(Settings(), "config", "import", file)).Code);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"2026-07-10\"", "\"2026-07-11\"", StringComparison.Ordinal)
            .Replace("Université des Alpes", "Université des Cimes", StringComparison.Ordinal));
        var again = await GatewayProcess.RunAsync(Settings(), "config", "import", "--essai", file);
        Assert.Contains("  campagnes[2026].resultatsRattrapage : \"2026-07-10\" → \"2026-07-11\"", again.Output, StringComparison.Ordinal);
        Assert.Contains("  etablissements[univ-alpes].libelle : \"Université des Alpes\" → \"Université des Cimes\"", again.Output, StringComparison.Ordinal);
        Assert.Contains("etablissements[univ-alpes].push.motDePasse : remplacé", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_example_that_was_not_filled_in_is_refused_field_by_field()
    {
        var (code, _, error) = await GatewayProcess.RunAsync(Settings(), "config", "import", Depot.PathOf("docs/guide/exemple-configuration.json"));

        Assert.Equal(2, code);
        foreach (var field in new[] { "parcoursup.motDePasse", "push.motDePasse", "opi.comptes[0].motDePasse", "apogee.motDePasse" })
            Assert.Contains($"etablissements[0].{field} : « à remplacer", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_one_line_a_minute_and_not_a_stack_trace_a_request()
    {
        using var disk = SmallDisk.Mount(8);
        var settings = Settings(("Stockage__Chemin", Path.Combine(disk.Folder, "gateway.db")));
        Assert.Equal(0, (await GatewayProcess.RunAsync(settings, "config", "import", await ExampleAsync())).Code);
        await using var served = await ServedProcess.StartAsync(settings);
        using var http = new HttpClient { BaseAddress = new Uri(served.Output.Split("à l'écoute sur ")[1].Split(" ;")[0]) };
        var refused = 0;
        for (var i = 0; refused < 200 && i < 2000; i++)
        {
            disk.Fill();
            var answer = await http.PostJsonAsync("/parcoursup/0730013T/admissionCandidat",
                $$$"""{"identifiant":{"login":"parcoursup","pwd":"secret-de-test aussi"},"donneesCandidat":{"codeCandidat":{{{i}}},"remplissage":"{{{new string('x', 20_000)}}}"}}""");
            if (answer.Status == HttpStatusCode.ServiceUnavailable) refused++;
        }

        Assert.Equal(200, refused);
        Assert.InRange(served.Output.Split('\n').Count(l => l.Contains("[19003]", StringComparison.Ordinal)), 1, 3);
        Assert.DoesNotContain("   at ", served.Output, StringComparison.Ordinal);
    }

    private static void AssertTold(int code, string output, string error, string sentence)
    {
        Assert.True(code == 2, $"{code}: {output}{error}");
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output + error, StringComparison.Ordinal);
    }

    private async Task<string> ExampleAsync()
    {
        var file = Path.Combine(Folder, "configuration.json");
        var example = await File.ReadAllTextAsync(Depot.PathOf("docs/guide/exemple-configuration.json"));
        await File.WriteAllTextAsync(file, example.Replace("à remplacer", "secret-de-test", StringComparison.Ordinal));
        return file;
    }

    private Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        var settings = GatewayProcess.Environment(_storage);
        settings["Urls"] = "http://127.0.0.1:0";
        foreach (var (name, value) in more) settings[name] = value;
        return settings;
    }
}
