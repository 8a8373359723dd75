using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Composition;

/// <summary>Wrong settings: the real program tells them all at once, in French, and does not start.</summary>
public sealed class SettingsCheckTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task All_errors_are_told_at_once_with_exit_code_2()
    {
        var (code, output, error) = await GatewayProcess.RunAsync(new Dictionary<string, string>
        {
            ["Stockage__Type"] = "PostgreSql", ["Securite__CleMaitresse"] = "trop-court", ["Horloge__Depart"] = "2026-06-01T08:00:00+02:00",
            ["Reconciliation__DelaiMaximalSecondes"] = "0", ["Importations__JoursSansConfirmation"] = "0", ["Adresses__Publique"] = "passerelle.univ.fr", ["Adresses__Mandataires"] = "10.0.0.1, proxy", ["Urls"] = "8080",
            ["Sso__Autorite"] = "https://connexion.univ.fr", ["Sso__Client"] = "passerelle", ["Sso__Droits"] = "dsi = exploitant; moss = catalogue:chef; scol = lecture @ 0730013A",
        });

        Assert.Equal(2, code);
        foreach (var setting in new[] { "Stockage:Connexion", "Securite:CleMaitresse", "Horloge:Depart", "Reconciliation", "Importations:JoursSansConfirmation", "Adresses:Publique", "Adresses:Mandataires", "Urls", "Sso:Droits" })
            Assert.Contains($"  - {setting} : ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.1", error, StringComparison.Ordinal);
        Assert.Contains("« 0730013A » n'est pas un UAI", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_the_wrong_type_are_named_and_not_thrown()
    {
        var settings = GatewayProcess.Environment(Storage);
        (settings["Stockage__Type"], settings["Horloge__Simulable"], settings["Reconciliation__DelaiInitialMillisecondes"]) = ("Oracle", "peut-être", "vite");
        var (code, output, error) = await GatewayProcess.RunAsync(settings, "config", "export", "/dev/null");

        Assert.Equal(2, code);
        Assert.Contains("Type ne peut pas valoir « Oracle » (Sqlite ou PostgreSql)", error, StringComparison.Ordinal);
        Assert.Contains("Simulable ne peut pas valoir « peut-être »", error, StringComparison.Ordinal);
        Assert.Contains("DelaiInitialMillisecondes ne peut pas valoir « vite »", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_without_a_stack_trace()
    {
        var settings = GatewayProcess.Environment(Storage);
        (settings["Stockage__Type"], settings["Stockage__Connexion"], settings["Securite__CleMaitresse"]) =
            ("PostgreSql", "Host=127.0.0.1;Port=9;Username=x;Password=mot-de-passe-pg;Timeout=2", Convert.ToBase64String(new byte[32]));
        var (code, output, error) = await GatewayProcess.RunAsync(settings);

        Assert.Equal(2, code);
        Assert.Contains("La base de données ne répond pas", error, StringComparison.Ordinal);
        Assert.DoesNotContain("mot-de-passe-pg", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_master_key_than_the_one_that_sealed_the_secrets_is_said()
    {
        await StartAsync(openGate: false);
        await Gateway.StopAsync();
        var settings = GatewayProcess.Environment(Storage);
        settings["Securite__CleMaitresse"] = Convert.ToBase64String(new byte[32]);
        var (code, output, error) = await GatewayProcess.RunAsync(settings);

        Assert.Equal(2, code);
        Assert.Contains("Securite:CleMaitresse", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_command_starts_no_gateway()
    {
        var (code, _, error) = await GatewayProcess.RunAsync(GatewayProcess.Environment(Storage), "conifg", "export", "x.json");

        Assert.Equal(2, code);
        Assert.Contains("« conifg »", error, StringComparison.Ordinal);
    }
}
