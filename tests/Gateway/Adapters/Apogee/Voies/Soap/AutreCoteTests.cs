using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Soap;

/// <summary>
/// Whatever an Apogée does instead of answering, the OPI of another établissement leave as if nothing were; once it answers again all of its
/// own have left, each once, and never more at a time than it may be asked (rules C5, E2).
/// </summary>
public abstract class AutreCoteTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const int AtATime = 3;
    private const int Candidates = 12;
    private const string OtherLogin = "psup-lacs";

    private TestEtablissement _other = null!;
    private AutreCote _front = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        _other.Document["push"]!["login"] = OtherLogin;
        _front = await AutreCote.StartAsync(Etab.Apogee.UrlOpiMetier);
        var apogee = Etab.Document["apogee"]!;
        (apogee["url"], apogee["appelsSimultanes"], apogee["delaiSecondes"]) = (_front.Url.ToString(), AtATime, 1);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _front.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Theory]
    [InlineData("coupure")]
    [InlineData("silence")]
    [InlineData("goutte à goutte")]
    [InlineData("503")]
    [InlineData("503 avec un délai")]
    [InlineData("réponse coupée")]
    [InlineData("réponse illisible")]
    [InlineData("page de connexion")]
    [InlineData("base arrêtée")]
    public async Task Others_go_on_and_what_waited_leaves_once_and_without_a_stampede(string fault)
    {
        await StartAsync();
        await _other.SaveAsync(Gateway);
        await _other.OpenGateAsync(Gateway);
        var (passed, asked) = (_front.Transmises, _other.Apogee.NombreAppels);
        _front.Panne(fault);

        await PushAsync([.. Codes.Select(code => Voeu(code))]);
        await Poll.UntilAsync(() => Task.FromResult(_front.Empechees > AtATime));
        await PushToOtherAsync();
        await Poll.UntilAsync(async () => await HeldAsync(_other) == Candidates);

        Assert.Equal(0, await HeldAsync(Etab));
        Assert.False(Gateway.Services.GetRequiredService<LaneRests>().IsResting("apogee-opi", _other.Code));
        Assert.Equal(Candidates, _other.Apogee.NombreAppels - asked);
        // Who looks sees why nothing leaves.
        await Poll.UntilAsync(async () => (await ListAsync("livraisons")).Any(l => l!["message"] is not null));

        _front.Panne(null);
        await Poll.UntilAsync(async () => await HeldAsync(Etab) == Candidates);
        var synthese = await AtRestAsync();

        Assert.Equal(0, synthese["opi"]!["refusMetier"]!.GetValue<int>());
        Assert.Equal(Candidates, _front.Transmises - passed);
        Assert.InRange(_front.PlusALaFois, 1, AtATime);
    }

    private async Task PushToOtherAsync()
    {
        JsonObject[] voeux = [.. Codes.Select(OfOther)];
        _other.Parcoursup.Enregistrer(voeux);
        var outcome = await _other.Parcoursup.PousserAsync(
            [.. voeux.Select(TestEtablissement.KeyOf)], new Uri(Gateway.Url, $"/parcoursup/{_other.Uai}/"), OtherLogin, TestEtablissement.PushPassword, default);
        Assert.Equal(Candidates, outcome.Acquittees);
    }

    private static IEnumerable<int> Codes => Enumerable.Range(101, Candidates);

    private static JsonObject OfOther(int code)
    {
        var voeu = Voeu(code);
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (SharedGateway.OtherUai, SharedGateway.OtherUai);
        return voeu;
    }

    private static async Task<int> HeldAsync(TestEtablissement etablissement) => (await etablissement.ApogeeStateAsync())["opi"]!.AsArray().Count;
}

public sealed class AutreCoteTestsOnSqlite(PostgresServer postgres) : AutreCoteTests(postgres, DatabaseEngine.Sqlite);

public sealed class AutreCoteTestsOnPostgres(PostgresServer postgres) : AutreCoteTests(postgres, DatabaseEngine.Postgres);
