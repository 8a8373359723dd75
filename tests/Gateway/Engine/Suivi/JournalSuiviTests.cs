using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Suivi;

/// <summary>What came in and what went out, by filters: found by an index, and never by reading everything.</summary>
public abstract class JournalSuiviTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private JournalSuivi Journal => Gateway.Services.GetRequiredService<JournalSuivi>();

    [Fact]
    public async Task Each_filter_leaves_what_was_asked_for()
    {
        await StartAsync();
        await PushAndRestAsync([.. Enumerable.Range(101, 4).Select(code => Voeu(code))]);
        await Etab.FaultAtApogeeAsync("""{"type":"503","nombre":1}""");
        await PushAndRestAsync(Voeu(200));
        await Gateway.ExecuteAsync("UPDATE echange SET commence_le = @before, termine_le = @before WHERE id = 1", new { before = Instant(-3) });
        await Gateway.ExecuteAsync("UPDATE message_entrant SET recu_le = @before WHERE id = 1", new { before = Instant(-3) });

        Assert.Equal(5, (await RecusAsync(new())).Count(m => m.Canal.Code == "Push"));
        Assert.Equal(5, (await RecusAsync(new(new Canal("Push"), EtatRecu.Applique))).Count);
        Assert.Empty(await RecusAsync(new(Etat: EtatRecu.Attend)));
        Assert.Empty(await RecusAsync(new(Etat: EtatRecu.Ecarte)));
        Assert.Single(await RecusAsync(new(Dossiers: [new CandidatKey(2026, 102)])));
        Assert.Empty(await RecusAsync(new(Dossiers: [new CandidatKey(2026, 999)])));
        Assert.Equal([1], (await RecusAsync(new(Jusqua: Instant(-2)))).Select(m => m.Id));
        Assert.DoesNotContain(await RecusAsync(new(Depuis: Instant(-2))), m => m.Id == 1);

        var lost = Assert.Single(await EnvoyesAsync(new()), e => e.Issue != "Acquittee").Issue;
        Assert.Equal("2026/200", Assert.Single(await EnvoyesAsync(new(Issue: lost))).Sujet);
        Assert.Equal(2, (await EnvoyesAsync(new(Dossiers: [new CandidatKey(2026, 200)]))).Count);
        Assert.Equal(5, (await EnvoyesAsync(new("apogee-opi", "Acquittee"))).Count);
        Assert.Empty(await EnvoyesAsync(new("parcoursup-ia")));
        Assert.Equal([1], (await EnvoyesAsync(new(Jusqua: Instant(-2)))).Select(e => e.Id));
        Assert.Equal(5, (await EnvoyesAsync(new(Depuis: Instant(-2)))).Count);
        Assert.Empty((await Journal.EnvoyesAsync("un-autre", new(Issue: lost), null, default)).Lignes);
    }

    /// <summary>A period deep in a long journal is found by halving, and each page says where the next one begins.</summary>
    [Fact]
    public async Task A_period_of_a_long_journal_is_read_page_by_page()
    {
        await StartAsync(openGate: false);
        await FillAsync(30_000);

        // One message a minute: a day of them, two weeks before the last.
        var filtre = new FiltreRecus(Depuis: Instant(-15), Jusqua: Instant(-14));
        var (seen, before) = (new List<long>(), (long?)null);
        do
        {
            var page = await Journal.RecusAsync(Etab.Code, filtre, before, default);
            seen.AddRange(page.Lignes.Select(m => m.Id));
            before = page.Suite;
        }
        while (before is not null);

        Assert.Equal(1440, seen.Count);
        Assert.Equal(seen.OrderDescending(), seen);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task Nothing_reads_a_whole_journal()
    {
        await StartAsync(openGate: false);
        await FillAsync(30_000);
        if (Storage.Connection is not null) await Gateway.ExecuteAsync("ANALYZE;");
        var day = new { from = 20_000L, before = 25_000L, most = 50, etablissement = Etab.Code, ids = new[] { 1L, 2L }, canal = "Push", destination = "apogee-opi", depuis = Instant(-2), jusqua = Instant(-1) };
        string[] statements =
        [
            .. new FiltreRecus[] { new(), new(new Canal("Push"), EtatRecu.Applique, null, Instant(-2), Instant(-1)), new(Etat: EtatRecu.Attend), new(Etat: EtatRecu.Ecarte) }
                .SelectMany(f => new[] { JournalSuivi.SqlRecus(f, false), JournalSuivi.SqlRecus(f, true) }),
            .. FiltreEnvoyes.Issues.Prepend(null).SelectMany(issue => new[] { JournalSuivi.SqlEnvoyes(new("apogee-opi", issue), false), JournalSuivi.SqlEnvoyes(new(Issue: issue), true) }),
        ];

        foreach (var statement in statements)
        {
            var plan = await PlanAsync(statement, day);
            Assert.NotEmpty(plan);
            foreach (var (table, alias) in new[] { ("message_entrant", "m"), ("echange", "e"), ("livraison", "l") })
                Assert.DoesNotContain(plan, line => line.Contains($"Seq Scan on {table} ", StringComparison.Ordinal) || line == $"SCAN {alias}");
        }
    }

    [Fact]
    public async Task Failures_and_what_hangs_below_a_candidate_have_an_index_of_their_own()
    {
        await StartAsync(openGate: false);
        await Gateway.ExecuteAsync(
            """
            INSERT INTO livraison (destination, etablissement, sujet, origine, empreinte, revision_voulue, etat, prochaine_tentative, modifiee_le)
            VALUES ('apogee-opi', @Code, '2026/1', 'Parcoursup', 'x', 1, 'AJour', @now, @now)
            """, new { Etab.Code, now = Instant(0) });
        await Gateway.ExecuteAsync(
            $"""
            {(Storage.Connection is null ? "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)" : "WITH n (i) AS (SELECT generate_series(1, 30000))")}
            INSERT INTO echange (livraison, revision, commence_le, termine_le, issue, requete, reponse)
            SELECT (SELECT MIN(id) FROM livraison), 1, @now, @now, CASE WHEN i % 300 = 0 THEN 'Refusee' ELSE 'Acquittee' END, @empty, @empty FROM n
            """, new { now = Instant(0), empty = Array.Empty<byte>() });
        await Gateway.ExecuteAsync("ANALYZE;");

        var failures = await PlanAsync(JournalSuivi.SqlEnvoyes(new(Issue: "Refusee"), false), new { from = 1L, before = 30_000L, most = 50, etablissement = Etab.Code });
        Assert.Contains(failures, line => line.Contains("echange_echec", StringComparison.Ordinal));
        Assert.Equal(50, (await EnvoyesAsync(new(Issue: "Refusee"))).Count);
        if (Storage.Connection is null) return;
        var subjects = await PlanAsync("SELECT id FROM livraison WHERE etablissement = @etablissement AND (sujet = @subject OR sujet LIKE @below)", new { etablissement = Etab.Code, subject = "2026/1", below = "2026/1/%" });
        Assert.Contains(subjects, line => line.Contains("livraison_sujet", StringComparison.Ordinal));
    }

    private static DateTimeOffset Instant(int days) => new DateTimeOffset(2021, 6, 1, 0, 0, 0, TimeSpan.Zero).AddDays(days);

    // One a minute, ending at the beginning of a June.
    private Task FillAsync(int messages) => Gateway.ExecuteAsync(Storage.Connection is null
        ? """
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @messages)
          INSERT INTO message_entrant (recu_le, etablissement, canal, corps)
          SELECT strftime('%Y-%m-%dT%H:%M:%S.0000000Z', '2021-06-01', '-' || (@messages - i) || ' minutes'), @Code, 'Push', x'7b7d' FROM n
          """
        : """
          INSERT INTO message_entrant (recu_le, etablissement, canal, corps)
          SELECT timestamptz '2021-06-01 00:00:00Z' - (@messages - i) * interval '1 minute', @Code, 'Push', '\x7b7d' FROM generate_series(1, @messages) AS n (i)
          """, new { messages, Etab.Code });

    private async Task<IReadOnlyList<MessageResume>> RecusAsync(FiltreRecus filtre) => (await Journal.RecusAsync(Etab.Code, filtre, null, default)).Lignes;

    private async Task<IReadOnlyList<EchangeLu>> EnvoyesAsync(FiltreEnvoyes filtre) => (await Journal.EnvoyesAsync(Etab.Code, filtre, null, default)).Lignes;

    private async Task<IReadOnlyList<string>> PlanAsync(string statement, object parameters)
    {
        await using var session = await Gateway.Services.GetRequiredService<Database>().WriteAsync(default);
        if (Storage.Connection is null)
            return [.. (await session.QueryAsync<Etape>("EXPLAIN QUERY PLAN " + statement, parameters, default)).Select(e => e.Detail)];
        // Of a table with no rows an index is not worth asking, unless there must be one.
        await session.ExecuteAsync("SET LOCAL enable_seqscan = off", null, default);
        return await session.QueryAsync<string>("EXPLAIN " + statement, parameters, default);
    }

    private sealed class Etape
    {
        public string Detail { get; init; } = "";
    }
}

public sealed class JournalSuiviSqliteTests(PostgresServer postgres) : JournalSuiviTests(postgres, DatabaseEngine.Sqlite);

public sealed class JournalSuiviPostgresTests(PostgresServer postgres) : JournalSuiviTests(postgres, DatabaseEngine.Postgres);
