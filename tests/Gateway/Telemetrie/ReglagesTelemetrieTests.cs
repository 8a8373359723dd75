using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Telemetrie;

namespace Parcoursup.Gateway.Gateway.Tests.Telemetrie;

/// <summary>The settings of what is sent and shown: a wrong one keeps the program from starting, in French.</summary>
public sealed class ReglagesTelemetrieTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    [Theory]
    [InlineData("http://127.0.0.1:4318", null)]
    [InlineData("http://localhost:4318/", null)]
    [InlineData("https://collecteur.univ.fr:4318", null)]
    [InlineData("http://collecteur.univ.fr:4318", "en clair vers « collecteur.univ.fr »")]
    [InlineData("collecteur.univ.fr:4318", "n'est pas l'adresse d'un collecteur")]
    [InlineData("https://moi:secret@collecteur.univ.fr", "n'est pas l'adresse d'un collecteur")]
    [InlineData("https://collecteur.univ.fr?cle=secret", "n'est pas l'adresse d'un collecteur")]
    [InlineData("file:///tmp/traces", "n'est pas l'adresse d'un collecteur")]
    public void Signals_leave_the_machine_in_clear_only_where_somebody_said_so(string address, string? refusal)
    {
        var options = new TelemetrieOptions { Otlp = address };

        if (refusal is null) Assert.Empty(options.Errors());
        else Assert.Contains(refusal, Assert.Single(options.Errors()), StringComparison.Ordinal);
        if (refusal?.StartsWith("en clair", StringComparison.Ordinal) == true) Assert.Empty((options with { OtlpEnClair = true }).Errors());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_share_is_a_share(double share) =>
        Assert.Contains("Telemetrie:Echantillon", Assert.Single(new TelemetrieOptions { Echantillon = share }.Errors()), StringComparison.Ordinal);

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_and_no_secret_with_it()
    {
        var settings = GatewayProcess.Environment(Storage);
        (settings["Telemetrie__Prometeus"], settings["Telemetrie__Otlp"], settings["Telemetrie__Echantillon"]) = ("true", "http://collecteur.univ.fr:4318", "beaucoup");

        var (code, output, error) = await GatewayProcess.RunAsync(settings, "--Telemetrie:OtlpEnTetes=authorization=secret-du-collecteur");

        Assert.Equal(2, code);
        Assert.Contains("Telemetrie:Prometeus : ce réglage n'existe pas ; est-ce Telemetrie:Prometheus ?", error, StringComparison.Ordinal);
        Assert.Contains("Echantillon ne peut pas valoir « beaucoup »", error, StringComparison.Ordinal);
        Assert.Contains("Telemetrie:OtlpEnTetes : un secret sur la ligne de commande", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-du-collecteur", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_sends_nothing_and_waits_for_no_collector()
    {
        await using var collecteur = await Collecteur.StartAsync();
        var settings = GatewayProcess.Environment(Storage);
        settings["Telemetrie__Otlp"] = collecteur.Url.ToString();

        var (code, _, error) = await GatewayProcess.RunAsync(settings, "config", "export", "-");

        Assert.True(code == 0, error);
        Assert.Empty(collecteur.Tout);
    }
}
