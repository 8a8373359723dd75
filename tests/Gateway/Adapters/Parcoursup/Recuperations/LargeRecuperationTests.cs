using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Recuperations;

/// <summary>A pull too large for one row and one transaction: in pieces, in batches, and as a whole for the rules.</summary>
public abstract class LargeRecuperationTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const int Candidates = 1_300;

    [Fact]
    public async Task A_large_pull_is_journaled_in_pieces_and_applied_whole()
    {
        Etab.Document["parcoursup"]!["delaiSecondes"] = 30;
        await StartAsync(openGate: false);
        Etab.Parcoursup.Enregistrer([.. Enumerable.Range(1, Candidates).Select(Large)]);

        var answer = await PostAsync("recuperations", new JsonObject());

        Assert.Equal((Candidates, true), (answer!["candidats"]!.GetValue<int>(), answer["deConfiance"]!.GetValue<bool>()));
        await using var connection = await Gateway.Services.GetRequiredService<Database>().OpenAsync(default);
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT MAX(LENGTH(corps)) FROM message_entrant"));
        var pieces = (await connection.QueryAsync<byte[]>("SELECT octets FROM corps_morceau ORDER BY rang")).ToList();
        Assert.True(pieces.Count > 1 && pieces.TrueForAll(p => p.Length <= LargeBodies.PieceSize + SealedValue.Overhead));
        await using var body = Gateway.Services.GetRequiredService<LargeBodies>().OpenRead(await connection.ExecuteScalarAsync<long>("SELECT id FROM corps_volumineux"));
        Assert.Equal(Candidates, (await JsonNode.ParseAsync(body))!.AsArray().Count);
        await Poll.UntilAsync(async () => await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM voeu WHERE code_decision = 'F'") == Candidates);
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM chargement"));
    }

    [Fact]
    public async Task A_pull_that_was_applied_in_part_before_a_kill_is_applied_again_from_the_beginning()
    {
        Etab.Document["parcoursup"]!["delaiSecondes"] = 30;
        await StartAsync(openGate: false);
        Etab.Parcoursup.Enregistrer([.. Enumerable.Range(1, Candidates).Select(Large)]);
        await PostAsync("recuperations", new JsonObject());

        // As a kill before the last transaction leaves it: the message still marked, most of it applied.
        var database = Gateway.Services.GetRequiredService<Database>();
        await database.ExecuteAsync("DELETE FROM voeu WHERE code_candidat > 900", null, default);
        await database.ExecuteAsync("UPDATE recuperation SET etat = 'Recue', de_confiance = NULL", null, default);
        await database.ExecuteAsync("INSERT INTO message_a_appliquer (etablissement, id) SELECT etablissement, id FROM message_entrant", null, default);

        var pull = await Poll.UntilAsync(async () => (await ListAsync("recuperations"))[0]!, p => p["etat"]!.GetValue<string>() == "Terminee", TimeSpan.FromMilliseconds(100));
        Assert.Equal(Candidates, pull["candidats"]!.GetValue<int>());
        await using var connection = await database.OpenAsync(default);
        Assert.Equal(Candidates, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM voeu"));
        // Whoever was applied before is not told twice.
        Assert.Equal(900, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM evenement_candidat WHERE nature = 'Candidature' AND code_candidat <= 900"));
    }

    [Fact]
    public async Task What_a_killed_download_left_is_removed_and_what_counts_stays()
    {
        await StartAsync(openGate: false);
        var (bodies, database) = (Gateway.Services.GetRequiredService<LargeBodies>(), Gateway.Services.GetRequiredService<Database>());
        using var bytes = new MemoryStream(new byte[3 * LargeBodies.PieceSize / 2]);
        var leftover = (await bodies.ReceiveAsync(Etab.Code, bytes, long.MaxValue, null, default))!.Value;
        bytes.Position = 0;
        var kept = (await bodies.ReceiveAsync(Etab.Code, bytes, long.MaxValue, null, default))!.Value;
        await database.WriteAsync(session => LargeBodies.AcquireAsync(session, kept.Id, default), default);
        await database.ExecuteAsync("UPDATE corps_volumineux SET ecrit_le = '2026-01-01T00:00:00.000Z'", null, default);

        await bodies.SweepAsync(default);

        await using var connection = await database.OpenAsync(default);
        Assert.Equal([kept.Id], await connection.QueryAsync<long>("SELECT DISTINCT corps FROM corps_morceau"));
        Assert.NotEqual(leftover.Id, kept.Id);
        bytes.Position = 0;
        Assert.Null(await bodies.ReceiveAsync(Etab.Code, bytes, LargeBodies.PieceSize, null, default));
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM corps_volumineux"));
    }

    [Fact]
    public async Task The_guard_counts_what_a_large_list_would_turn_as_a_whole()
    {
        Etab.Document["parcoursup"]!["delaiSecondes"] = 30;
        await StartAsync(openGate: false);
        Etab.Parcoursup.Enregistrer([.. Enumerable.Range(1, Candidates).Select(Large)]);
        await PostAsync("recuperations", new JsonObject());
        await using var connection = await Gateway.Services.GetRequiredService<Database>().OpenAsync(default);
        await Poll.UntilAsync(async () => await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM voeu WHERE code_decision = 'F'") == Candidates);

        // Withdrawals at both ends of the list, 70 of 1300 (more than 5 %): a pass alone would let its half through.
        foreach (var code in Enumerable.Range(1, 35).Concat(Enumerable.Range(1201, 35))) Etab.Parcoursup.Retirer(TestEtablissement.KeyOf(Large(code)));
        await PostAsync("recuperations", new JsonObject());
        await Api.SetClockAsync(GatewayInstance.Start.AddHours(7));
        Etab.Parcoursup.Enregistrer([.. Enumerable.Range(36, 1165).Select(code => Moved(Large(code)))]);
        await PostAsync("recuperations", new JsonObject());
        await Poll.UntilAsync(async () => await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM candidat WHERE a_evaluer") == 0);

        Assert.Equal(70, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM voeu WHERE disparu"));
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM voeu WHERE code_decision = 'D'"));
        Assert.Equal(70, Assert.Single(await ListAsync("gardes"))!["nombre"]!.GetValue<int>());
    }

    private static JsonObject Large(int code)
    {
        var voeu = Voeu(code);
        for (var n = 1; n <= 2; n++) (voeu[$"nomRL{n}"], voeu[$"remarqueRL{n}"]) = ("Parent", new string('x', 600));
        return voeu;
    }

    private static JsonObject Moved(JsonObject voeu)
    {
        (voeu["adresse1"], voeu["dateReponse"]) = ("2 quai neuf", "06/06/2026 10:00");
        return voeu;
    }
}

public sealed class LargeRecuperationTestsOnSqlite(PostgresServer postgres) : LargeRecuperationTests(postgres, DatabaseEngine.Sqlite);

public sealed class LargeRecuperationTestsOnPostgres(PostgresServer postgres) : LargeRecuperationTests(postgres, DatabaseEngine.Postgres);
