using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Cli;

/// <summary><c>gateway journal rejouer</c> as an administrator runs it, beside a gateway that works.</summary>
public abstract class RejeuCommandTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private readonly PostgresServer _postgres = postgres;

    [Fact]
    public async Task It_says_that_nothing_differs_and_takes_no_base_that_holds_something()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        var file = Path.Combine(Path.GetDirectoryName(Storage.SqliteFile)!, "rejeu.db");

        var (code, output, error) = await RunAsync("--vers", file);

        Assert.True(code == 0, output + error);
        Assert.Contains("Aucun écart : le journal, rejoué, redonne exactement ce que la base contient.", output, StringComparison.Ordinal);
        Assert.Contains("2 messages rejoués ; comparé : 2 candidats, 2 vœux, 0 résultat du baccalauréat, 0 inscription.", output, StringComparison.Ordinal);
        Assert.Contains("Base de données : ", error, StringComparison.Ordinal);
        Assert.Contains($"Base du rejeu : SQLite {file}", error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        var (again, _, refusal) = await RunAsync("--vers", file);
        Assert.Equal(2, again);
        Assert.Contains("n'est pas vide : le rejeu écrit une base neuve. Indiquer un fichier qui n'existe pas encore", refusal, StringComparison.Ordinal);
        Assert.Contains("dossier existant", (await RunAsync("--vers", "/nulle/part/rejeu.db")).Error, StringComparison.Ordinal);
        Assert.Contains("--vers est obligatoire", (await RunAsync()).Error, StringComparison.Ordinal);

        var (code2, shown, told) = await RunAsync("--vers", "Host=localhost;Database=rejeu;Username=moi;Password=tres-secret");
        Assert.Equal(2, code2);
        Assert.Contains("PGPASSFILE", told, StringComparison.Ordinal);
        Assert.DoesNotContain("tres-secret", shown + told, StringComparison.Ordinal);
    }

    /// <summary>From either engine into the other, too.</summary>
    [Fact]
    public async Task It_names_what_differs_in_lines_or_in_json_and_its_exit_code_says_so()
    {
        await StartAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await Gateway.ExecuteAsync("UPDATE voeu SET code_decision = 'D' WHERE code_candidat = 17");
        var connection = await _postgres.CreateEmptyDatabaseAsync();
        try
        {
            var (code, output, error) = await RunAsync("--vers", connection);

            Assert.True(code == 1, output + error);
            Assert.Contains("univ-alpes : vœu, dossier 17 (session 2026), formation 8842 : code_decision : ici « D », rejeu « F »", output, StringComparison.Ordinal);
            Assert.Contains("1 écart : la base ne contient pas ce que son journal redonne. univ-alpes, voeu : 1", output, StringComparison.Ordinal);
            Assert.Contains("n'est pas vide", (await RunAsync("--vers", connection)).Error, StringComparison.Ordinal);
        }
        finally
        {
            await _postgres.DropAsync(connection);
        }

        var (json, text, _) = await RunAsync("--json", "--vers", Path.Combine(Path.GetDirectoryName(Storage.SqliteFile)!, "rejeu.db"));
        Assert.Equal(1, json);
        var rapport = JsonNode.Parse(text)!;
        Assert.False(rapport["conforme"]!.GetValue<bool>());
        Assert.Equal(("code_decision", "D", "F"), ((string?)rapport["ecarts"]![0]!["champ"], (string?)rapport["ecarts"]![0]!["ici"], (string?)rapport["ecarts"]![0]!["rejeu"]));
        Assert.Equal(["commencé", "écarts", "commencé", "écarts"], await Gateway.QueryAsync<string>("SELECT issue FROM audit WHERE acte = 'JournalRejoue' ORDER BY numero"));
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        // As the gateway of the test: its clock is simulated.
        var settings = GatewayProcess.Environment(Storage);
        (settings["Horloge__Simulable"], settings["Horloge__Depart"]) = ("true", GatewayInstance.Start.ToString("O"));
        return GatewayProcess.RunAsync(settings, ["journal", "rejouer", .. arguments]);
    }
}

public sealed class RejeuCommandOnSqlite(PostgresServer postgres) : RejeuCommandTests(postgres, DatabaseEngine.Sqlite);

public sealed class RejeuCommandOnPostgres(PostgresServer postgres) : RejeuCommandTests(postgres, DatabaseEngine.Postgres);
