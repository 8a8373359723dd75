using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Simulators.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Protocol;

/// <summary>The token of the generation behind the gateway.</summary>
public sealed class JetonTests
{
    private static readonly JeuExposition Jeu = new() { Formations = [Sources.Fiche("0750001A", "40025214")] };
    private static readonly ExpositionOptions Options = new() { LimiteParMinute = 600_000, Rafale = 10_000, JetonSecondes = 300 };

    [Fact]
    public async Task Fifty_at_once_ask_for_one_token()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        using var source = Sources.De(Sources.Nouvelle(simulator));

        var lues = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => LireAsync(source)));

        Assert.All(lues, lue => Assert.IsType<ReponseExposition.Trouve>(lue.Reponse));
        Assert.Equal((1, 50), (simulator.Appels.Jetons, simulator.Appels.Nouvelle));
        Assert.Equal((1, 50), (source.Appels.Jeton, source.Appels.Formations));
    }

    [Fact]
    public async Task It_is_renewed_before_it_ends_and_no_call_is_refused()
    {
        var clock = new HorlogeTest();
        await using var simulator = await Sources.SimulerAsync(Jeu, Options, clock);
        using var source = Sources.De(Sources.Nouvelle(simulator), time: clock);

        for (var minute = 0; minute < 30; minute++)
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => LireAsync(source)));
            clock.Avancer(TimeSpan.FromSeconds(50));
        }

        Assert.Equal(0, simulator.Appels.Refuses);
        Assert.InRange(simulator.Appels.Jetons, 5, 8);
    }

    [Fact]
    public async Task One_that_is_refused_before_its_time_is_replaced_once_for_all()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        using var source = Sources.De(Sources.Nouvelle(simulator));
        await LireAsync(source);
        simulator.RevoquerLesJetons();

        var lues = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => LireAsync(source)));

        Assert.All(lues, lue => Assert.IsType<ReponseExposition.Trouve>(lue.Reponse));
        Assert.Equal(2, simulator.Appels.Jetons);
    }

    [Fact]
    public async Task One_that_always_ends_at_once_is_a_failure_and_no_loop()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        simulator.Peches = new() { JetonCoupeApresSecondes = 0 };
        using var source = Sources.De(Sources.Nouvelle(simulator));

        Assert.IsType<ReponseExposition.Echec>((await LireAsync(source)).Reponse);
        Assert.Equal((2, 2), (simulator.Appels.Jetons, simulator.Appels.Nouvelle));
    }

    [Fact]
    public async Task A_refused_client_is_told_and_not_asked_about_for_each_line()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu);
        using var source = Sources.De(Sources.Nouvelle(simulator) with { Secret = "faux" });

        for (var i = 0; i < 20; i++)
            Assert.Contains("Le jeton est refusé", Assert.IsType<ReponseExposition.Echec>((await LireAsync(source)).Reponse).Message,
                StringComparison.Ordinal);

        // As a form, then in the header: once each.
        Assert.Equal((2, 0), (simulator.Appels.Jetons, simulator.Appels.Nouvelle));
    }

    [Fact]
    public async Task While_the_endpoint_is_out_of_order_the_former_token_serves_until_it_ends()
    {
        var clock = new HorlogeTest();
        await using var simulator = await Sources.SimulerAsync(Jeu, Options, clock);
        using var source = Sources.De(Sources.Nouvelle(simulator), time: clock);
        await LireAsync(source);
        await PanneAsync(simulator, """{"type":"503","nombre":100,"methode":"jeton"}""");
        clock.Avancer(TimeSpan.FromSeconds(290));

        Assert.IsType<ReponseExposition.Trouve>((await LireAsync(source)).Reponse);
    }

    [Fact]
    public async Task The_API_key_goes_with_the_token_where_there_is_one()
    {
        await using var simulator = await Sources.SimulerAsync(Jeu, Options with { ClePasserelle = "cle-nouvelle" });
        using var without = Sources.De(Sources.Nouvelle(simulator));
        using var with = Sources.De(Sources.Nouvelle(simulator) with { Cle = "cle-nouvelle" });

        Assert.IsType<ReponseExposition.Echec>((await LireAsync(without)).Reponse);
        Assert.IsType<ReponseExposition.Trouve>((await LireAsync(with)).Reponse);
    }

    internal static async Task PanneAsync(ExpositionSimulator simulator, string panne)
    {
        using var http = new HttpClient();
        using var body = new StringContent(panne, System.Text.Encoding.UTF8, "application/json");
        (await http.PostAsync(new Uri(simulator.Url, "pannes"), body)).EnsureSuccessStatusCode();
    }

    private static Task<ReponseLue> LireAsync(IExpositionSource source) => source.LireAsync(Sources.Formation("0750001A", "40025214"), default);
}
