using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Telemetrie;

/// <summary>Nodes that are processes of their own, on one PostgreSQL database: the trace goes with the row.</summary>
public sealed partial class NoeudsTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Postgres)
{
    private const string Code = "univ-deux-noeuds";

    protected override Task<TestEtablissement> CreateEtablissementAsync() => TestEtablissement.StartAsync(Code);

    [Fact]
    public async Task What_one_node_receives_and_another_one_delivers_is_one_trace()
    {
        await using var collecteur = await Collecteur.StartAsync();
        await StartAsync(settings: collecteur.Reglages);
        await using var second = await ServedProcess.StartAsync(SettingsOfSecond(collecteur));
        // The first one leaves Apogée alone.
        Gateway.Services.GetRequiredService<LaneRests>().Rest("apogee-opi", Code, TimeSpan.FromHours(1), "essai");

        await PushAndRestAsync(Voeu(17));
        var trace = await collecteur.TraceAsync(Code, "send apogee-opi", "POST");

        var first = Gateway.Services.GetRequiredService<NodeName>().Value;
        var journal = Assert.Single(trace, s => s.Nom == "publish journal");
        Assert.Equal(first, journal.Noeud);
        Assert.Equal(first, Assert.Single(trace, s => s.Id == journal.Parent).Noeud);
        var delivery = Assert.Single(trace, s => s.Nom == "send apogee-opi");
        Assert.NotEqual(first, delivery.Noeud);
        Assert.Equal((journal.Id, 1, "acquittee"), (delivery.Parent, delivery.Etat, delivery.De("passerelle.issue")));
        var call = Assert.Single(trace, s => s.Genre == 3 && s.Parent == delivery.Id);
        Assert.Equal((delivery.Noeud, "200"), (call.Noeud, call.De("http.response.status_code")));
        foreach (var name in new[] { "process journal", "process evaluation" }) Assert.Equal(journal.Id, Assert.Single(trace, s => s.Nom == name).Parent);
    }

    [Fact]
    public async Task Where_no_trace_is_kept_nobody_keeps_a_part_of_one()
    {
        await using var collecteur = await Collecteur.StartAsync();
        await StartAsync();
        await Gateway.StopAsync();
        var settings = SettingsOfSecond(collecteur);
        settings["Telemetrie__Echantillon"] = "0";
        await using var served = await ServedProcess.StartAsync(settings);
        Etab.Parcoursup.Enregistrer([Voeu(17)]);

        // A process of its own: what others of this one keep is not asked of it.
        await Etab.Parcoursup.PousserAsync([TestEtablissement.KeyOf(Voeu(17))], new Uri(AddressOf(served), $"/parcoursup/{Etab.Uai}/"), TestEtablissement.PushLogin, TestEtablissement.PushPassword, default);
        await Poll.UntilAsync(() => Task.FromResult(collecteur.Mesures.Contains("passerelle.livraison.tentatives")));
        await served.StopAsync();

        Assert.DoesNotContain(collecteur.Spans, s => s.De("passerelle.etablissement") == Code);
    }

    private static Uri AddressOf(ServedProcess served) => new(Address().Match(served.Output).Value);

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    private Dictionary<string, string> SettingsOfSecond(Collecteur collecteur)
    {
        var settings = GatewayProcess.Environment(Storage);
        (settings["Telemetrie__Otlp"], settings["Securite__BouclePermise"]) = (collecteur.Url.ToString(), "true");
        (settings["Horloge__Simulable"], settings["Horloge__Depart"]) = ("true", GatewayInstance.Start.ToString("O"));
        (settings["Reconciliation__DelaiInitialMillisecondes"], settings["Reconciliation__DelaiMaximalSecondes"]) = ("20", "1");
        foreach (var (name, value) in Collecteur.Presse) settings[name] = value;
        return settings;
    }
}
