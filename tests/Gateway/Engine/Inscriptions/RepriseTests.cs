using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions.Reprises;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Inscriptions;

/// <summary>Rules F2 and J1: however many enrolments wait for their candidate, all are tried again, and a hundred in a transaction.</summary>
public abstract class RepriseTests(PostgresServer postgres, DatabaseEngine engine) : InscriptionTest(postgres, engine)
{
    private const int Lot = 100;

    [Fact]
    public async Task More_than_a_lot_of_them_get_their_candidates()
    {
        await StartAsync();
        var codes = Enumerable.Range(1, (2 * Lot) + 30).ToArray();
        await EnrolAsync([.. codes.Select(ByIne)]);
        Assert.Equal(codes.Length, await WaitingAsync());

        Etab.Parcoursup.Enregistrer([.. codes.Select(code => Voeu(code))]);
        await PostAsync("recuperations", new JsonObject());
        var synthese = await AtRestAsync();

        Assert.Equal(0, await WaitingAsync());
        Assert.Equal(0, synthese["taches"]!.GetValue<int>());
        Assert.Empty(await AskedAsync());
    }

    [Fact]
    public async Task A_lot_is_tried_at_once_and_more_of_them_are_left_for_later()
    {
        await StartAsync();
        await EnrolAsync([.. Enumerable.Range(1, Lot).Select(ByIne)]);
        Assert.Equal(0, await RetriedLaterAsync());

        await EnrolAsync(ByIne(Lot + 1));
        Assert.Equal(1, await RetriedLaterAsync());
    }

    [Fact]
    public async Task Those_of_one_file_number_are_left_for_later_too_when_they_are_many()
    {
        await StartAsync();
        await EnrolAsync([.. Enumerable.Range(1, Lot + 1).Select(formation => With(Ia(17), "codeFormationPsup", 500_000 + formation))]);
        Assert.Equal(Lot + 1, await WaitingAsync());

        Assert.Equal(1, await RetriedLaterAsync(17));
        await PushAndRestAsync(Voeu(17));

        Assert.Empty(await AskedAsync());
    }

    [Fact]
    public async Task What_was_left_goes_on_after_a_restart_and_is_done_once_more_when_somebody_asked_meanwhile()
    {
        await StartAsync();
        await EnrolAsync([.. Enumerable.Range(1, Lot + 30).Select(ByIne)]);
        var middle = (await Gateway.QueryAsync<string>("SELECT cle FROM inscription ORDER BY cle"))[Lot];
        await Gateway.StopAsync();
        await Storage.ExecuteAsync(
            $"INSERT INTO inscription_reprise (etablissement, portee, numero, apres, encore) VALUES ('{Etab.Code}', 'Toutes', 0, '{middle}', TRUE)");

        await Gateway.StartAsync();
        await AtRestAsync();

        Assert.Empty(await AskedAsync());
        Assert.Equal(Lot + 30, await WaitingAsync());
    }

    private static JsonObject ByIne(int code) => Ia(("ine", Voeu(code)["ine"]!.GetValue<string>()));

    private async Task<long> WaitingAsync() => (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM inscription WHERE code_formation IS NULL"))[0];

    private Task<IReadOnlyList<string>> AskedAsync() => Gateway.QueryAsync<string>("SELECT portee FROM inscription_reprise");

    // In a transaction that is given up.
    private async Task<long> RetriedLaterAsync(int? dossier = null)
    {
        var etablissement = Gateway.Services.GetRequiredService<ConfigurationDirectory>().Current.FindByCode(Etab.Code)!;
        await using var session = await Gateway.Services.GetRequiredService<Database>().WriteAsync(default);
        await Gateway.Services.GetRequiredService<InscriptionReprise>().RetryUnresolvedAsync(session, etablissement, dossier, default);
        return await session.ScalarAsync<long>("SELECT COUNT(*) FROM inscription_reprise", null, default);
    }
}

public sealed class RepriseTestsOnSqlite(PostgresServer postgres) : RepriseTests(postgres, DatabaseEngine.Sqlite);

public sealed class RepriseTestsOnPostgres(PostgresServer postgres) : RepriseTests(postgres, DatabaseEngine.Postgres);
