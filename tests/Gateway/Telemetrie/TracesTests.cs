using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Apogee;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Telemetrie;

/// <summary>What is sent to a collector: one trace from a push to the SIS, and nothing of anybody.</summary>
public abstract partial class TracesTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const string Serveur = "POST /parcoursup/{uai}/admissionCandidat";
    private const string Journal = "publish journal";
    private const string Application = "process journal";
    private const string Evaluation = "process evaluation";
    private const string Livraison = "send apogee-opi";

    private Collecteur _collecteur = null!;

    /// <summary>One that no other test has: all gateways of the process are heard.</summary>
    private string Code => $"univ-traces-{Storage.SqliteFile.GetHashCode(StringComparison.Ordinal):x8}";

    // Of the VETs Apogée has that of Droit alone: the others are refused.
    protected override Task<TestEtablissement> CreateEtablissementAsync() =>
        TestEtablissement.StartAsync(Code, apogee: o => o with { VetsConnues = new HashSet<Vet> { new("DRT", "L1DROI", 101) } });

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _collecteur = await Collecteur.StartAsync();
    }

    [Fact]
    public async Task One_push_is_one_trace_that_ends_with_the_acknowledgement_of_the_SIS()
    {
        await StartAsync(settings: _collecteur.Reglages);

        await PushAndRestAsync(Voeu(17));
        var trace = await _collecteur.TraceAsync(Code, Serveur, Journal, Application, Evaluation, Livraison, "POST");

        var server = Assert.Single(trace, s => s.Nom == Serveur);
        Assert.Equal((2, ""), (server.Genre, server.Parent));
        Assert.Equal("200", server.De("http.response.status_code"));
        var journal = Assert.Single(trace, s => s.Nom == Journal);
        Assert.Equal((4, server.Id, 1), (journal.Genre, journal.Parent, journal.Etat));
        foreach (var name in new[] { Application, Evaluation, Livraison })
        {
            var step = Assert.Single(trace, s => s.Nom == name);
            Assert.Equal((journal.Id, 1), (step.Parent, step.Etat));
            Assert.Equal(Code, step.De("passerelle.etablissement"));
        }

        var delivery = trace.Single(s => s.Nom == Livraison);
        Assert.Equal("acquittee", delivery.De("passerelle.issue"));
        var call = Assert.Single(trace, s => s.Genre == 3 && s.Parent == delivery.Id && s.De("http.request.method") == "POST");
        Assert.Equal("200", call.De("http.response.status_code"));
        Assert.NotEqual(2, call.Etat);
        Assert.Equal(new Uri(Etab.Apogee.UrlOpiMetier.ToString()).GetLeftPart(UriPartial.Path), call.De("url.full"));
        // What it did in the database is seen beneath it, where the database is a server.
        Assert.Equal(Storage.Connection is not null, trace.Any(s => s.De("db.system.name") == "postgresql" && s.Parent == trace.Single(t => t.Nom == Application).Id));
    }

    [Fact]
    public async Task Pushes_that_are_worked_on_together_are_traces_of_their_own_each_to_its_end()
    {
        await StartAsync(settings: _collecteur.Reglages);
        int[] codes = [.. Enumerable.Range(101, 30)];

        await PushAndRestAsync([.. codes.Select(code => Voeu(code))]);
        var traces = await Poll.UntilAsync(
            () => Task.FromResult(_collecteur.Spans.DistinctBy(s => s.Id).GroupBy(s => s.Trace)
                .Where(t => t.Any(s => s.Nom == Journal && s.De("passerelle.etablissement") == Code)).Select(t => t.ToList()).ToList()),
            all => all.Count(t => t.Any(s => s.Nom == Livraison)) == codes.Length);

        Assert.Equal(codes.Length, traces.Count);
        Assert.All(traces, trace =>
        {
            foreach (var name in new[] { Serveur, Journal, Application, Evaluation, Livraison }) Assert.Single(trace, s => s.Nom == name);
        });
        // A transaction over several points to each of them, and each to it.
        var together = _collecteur.Spans.Where(s => s.Nom == Application && s.De("passerelle.etablissement") == Code && s.Liens.Count > 1).ToList();
        foreach (var one in together)
            Assert.All(one.Liens, link => Assert.Contains(traces.Single(t => t[0].Trace == link), s => s.Nom == Application && s.Liens.Contains(one.Trace)));
    }

    [Fact]
    public async Task An_OPI_of_another_client_is_one_trace_too()
    {
        Etab.Document["opi"]!["comptes"] = new JsonArray(new JsonObject { ["login"] = "ecandidat", ["motDePasse"] = "mdp-ecandidat", ["prefixe"] = "E", ["origine"] = "Autre" });
        await StartAsync(settings: _collecteur.Reglages);

        (await Gateway.Http.PostOpiAsync(Envelope(Individu("E17", nom: "MARTIN") + Voeux(("L1DROI", "F"))), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();
        var trace = await _collecteur.TraceAsync(Code, "POST /services/OpiMetier", Application, Livraison);

        var journal = Assert.Single(trace, s => s.Nom == Journal);
        Assert.Equal("POST /services/OpiMetier", Assert.Single(trace, s => s.Id == journal.Parent).Nom);
        Assert.Equal((journal.Id, "acquittee"), (Assert.Single(trace, s => s.Nom == Livraison).Parent, trace.Single(s => s.Nom == Livraison).De("passerelle.issue")));
    }

    [Fact]
    public async Task The_word_of_a_job_of_the_other_side_ends_the_trace_of_the_push()
    {
        Etab.UseService();
        await StartAsync(settings: _collecteur.Reglages);
        await PushAndRestAsync(Voeu(17));

        var job = new TraitementApogee(Etab.Apogee, new Uri(Gateway.Url, TraitementCalls.JobPath), "traitement", "mdp-traitement");
        await Poll.UntilAsync(async () => { await job.PasserAsync(10, default); return await Etab.VoeuxAsync("17") == "L1DROI=F"; });
        var trace = await _collecteur.TraceAsync(Code, Livraison);

        var delivery = Assert.Single(trace, s => s.Nom == Livraison);
        Assert.Equal((trace.Single(s => s.Nom == Journal).Id, 1, "acquittee"), (delivery.Parent, delivery.Etat, delivery.De("passerelle.issue")));
    }

    [Fact]
    public async Task What_is_reported_back_goes_on_with_the_trace_of_the_enrolment()
    {
        Etab.Document["planification"]!["remonteeApiRest"] = "Immediate";
        await StartAsync(settings: _collecteur.Reglages);
        await PushAndRestAsync(Voeu(17));
        await PostAsync("inscriptions", new JsonArray(new JsonObject
        {
            ["session"] = 2026, ["codeCandidat"] = 17, ["codeFormationPsup"] = Droit, ["origine"] = "ApiRest", ["payee"] = true, ["annulee"] = false, ["dateMaj"] = "2026-06-09T10:00:00+02:00",
        }));
        await AtRestAsync();

        var delivery = await Poll.UntilAsync(() => Task.FromResult(_collecteur.Spans.FirstOrDefault(s => s.Nom == "send parcoursup-ia" && s.De("passerelle.etablissement") == Code)), s => s is not null);
        await Poll.UntilAsync(() => Task.FromResult(_collecteur.Spans.Any(s => s.Trace == delivery!.Trace && s.Nom == "POST /api/etablissements/{etab}/inscriptions")));
        Assert.Equal("1", await Etab.FeedbackAsync(17));
    }

    [Fact]
    public async Task A_refusal_of_the_SIS_is_an_error_of_its_delivery_in_the_trace_of_the_push()
    {
        await StartAsync(settings: _collecteur.Reglages);

        await PushAndRestAsync(Voeu(17, Economie));
        var trace = await _collecteur.TraceAsync(Code, Livraison);

        var delivery = Assert.Single(trace, s => s.Nom == Livraison);
        Assert.Equal((2, "refusee"), (delivery.Etat, delivery.De("error.type")));
    }

    [Fact]
    public async Task Nothing_of_anybody_leaves_neither_in_a_span_nor_in_a_metric_nor_in_a_log()
    {
        await StartAsync(settings: [.. _collecteur.Reglages, "--Logging:OpenTelemetry:LogLevel:Default=Debug", "--Telemetrie:OtlpEnTetes=x-cle=ouvre"]);
        var voeu = Voeu(2031517);
        await PushAndRestAsync(voeu);
        await PushAndRestAsync(With(Voeu(2031517, Economie, reponse: "06/06/2026 10:00"), "nom", "Quintefeuille"));
        // Addresses in which he stands; raw, since clients of this process are traced like the gateway's own.
        var key = await Gateway.CreateKeyAsync("essai", null);
        foreach (var path in new[] { $"{Etab.Path}candidats/2026/2031517", $"/gestion/etablissements/{Code}/candidats?nom=Quintefeuille&ine=002031517AA", "/nulle-part/Quintefeuille" })
            await Gateway.Url.StatusOfAsync(path, key);
        await Poll.UntilAsync(() => Task.FromResult(_collecteur.Mesures.Contains("passerelle.livraison.tentatives")
            && _collecteur.Entrees.Any(e => e.Attributs.GetValueOrDefault("passerelle.evenement") == "5002")));
        // Spans come in their order: what was asked for before this one is there with it.
        await SpanOfCallAsync();

        var all = _collecteur.Tout;
        foreach (var field in new[] { "ine", "mail", "adresse1", "nom", "prenom" }) Assert.DoesNotContain(voeu[field]!.GetValue<string>(), all, StringComparison.OrdinalIgnoreCase);
        foreach (var other in new[] { "Quintefeuille", "2031517", TestEtablissement.PushPassword }) Assert.DoesNotContain(other, all, StringComparison.OrdinalIgnoreCase);
        Assert.All(_collecteur.Cles, key => Assert.Equal("ouvre", key));
        Assert.Contains(_collecteur.Spans, s => s.Nom.StartsWith("GET /api/etablissements/{etab}/candidats/{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_failure_its_kind_leaves_and_not_its_text()
    {
        await StartAsync(settings: _collecteur.Reglages);
        var logger = Gateway.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Parcoursup.Gateway.Essai");
        using (Traces.Commence("essai", ActivityKind.Internal))
            try
            {
                // PostgreSQL quotes the value in its refusal; SQLite takes it.
                await Gateway.Services.GetRequiredService<Database>().ScalarAsync<long>("SELECT CAST(@nom AS bigint)", new { nom = "Quintefeuille" }, default);
                throw new InvalidDataException("Quintefeuille");
            }
            catch (Exception failure) when (failure is DbException or InvalidDataException)
            {
                Failed(logger, new InvalidOperationException("Quintefeuille", failure));
            }

        var entry = await Poll.UntilAsync(() => Task.FromResult(_collecteur.Entrees.FirstOrDefault(e => e.Corps == "An attempt failed.")), e => e is not null);

        Assert.StartsWith("System.InvalidOperationException ← ", entry!.Attributs["exception.type"], StringComparison.Ordinal);
        Assert.Equal("99999", entry.Attributs["passerelle.evenement"]);
        Assert.DoesNotContain("Quintefeuille", _collecteur.Tout, StringComparison.Ordinal);
        var trace = await Poll.UntilAsync(() => Task.FromResult(_collecteur.Spans.Where(s => s.Trace == entry.Trace).ToList()), t => t.Any(s => s.Nom == "essai"));
        Assert.Equal(Storage.Connection is not null, trace.Any(s => s.De("db.system.name") == "postgresql" && s.Etat == 2));
    }

    [Fact]
    public async Task Of_an_entry_the_sentence_leaves_and_the_numbers_and_neither_who_nor_from_where_nor_why()
    {
        await StartAsync(settings: [.. _collecteur.Reglages, "--Logging:OpenTelemetry:LogLevel:Default=Debug"]);
        var loggers = Gateway.Services.GetRequiredService<ILoggerFactory>();
        var own = loggers.CreateLogger("Parcoursup.Gateway.Essai");
        Parcoursup.Gateway.Engine.Ground.Audit.Log.RepeatedRefusals(own, 12, "compte personne:Quintefeuille", 10);
        Parcoursup.Gateway.Engine.Ground.Security.Log.AddressRefused(own, "opi:Quintefeuille", IPAddress.Parse("192.0.2.77"));
        Parcoursup.Gateway.Pages.Connexion.Sso.Log.SignOnFailed(own, "Quintefeuille is nobody's name.");
        Refused(loggers.CreateLogger("Microsoft.AspNetCore.Essai"), "Quintefeuille", "192.0.2.77");
        Parcoursup.Gateway.Engine.Ground.Audit.Log.EntriesWait(own, 3, new InvalidOperationException("Quintefeuille"));

        var last = await EntryAsync("20002");

        Assert.Equal("3", last.Attributs["Count"]);
        var refusals = await EntryAsync("20001");
        Assert.Equal("{Count} refused credentials of {Subject} within {Minutes} minutes: see the audit.", refusals.Corps);
        Assert.Equal(["Count=12", "Minutes=10", "passerelle.evenement=20001"], refusals.Attributs.Select(a => $"{a.Key}={a.Value}").Order(StringComparer.Ordinal));
        var address = await EntryAsync("19010");
        Assert.Equal(["passerelle.evenement=19010"], address.Attributs.Select(a => $"{a.Key}={a.Value}"));
        Assert.Equal("Somebody was sent back by the single sign-on without being known: {Why}", (await EntryAsync("8102")).Corps);
        var framework = await EntryAsync("99998");
        Assert.Equal(("Refused", "passerelle.evenement"), (framework.Corps, Assert.Single(framework.Attributs).Key));
        foreach (var told in new[] { "Quintefeuille", "192.0.2.77" }) Assert.DoesNotContain(told, _collecteur.Tout, StringComparison.Ordinal);
    }

    private async Task<Entree> EntryAsync(string evenement) => (await Poll.UntilAsync(
        () => Task.FromResult(_collecteur.Entrees.FirstOrDefault(e => e.Attributs.GetValueOrDefault("passerelle.evenement") == evenement)), e => e is not null))!;

    [Fact]
    public async Task Who_calls_from_outside_neither_chooses_the_trace_nor_whether_it_is_kept()
    {
        await StartAsync(settings: _collecteur.Reglages);

        var (span, his) = await SpanOfCallAsync();

        Assert.Equal(("GET /api/etablissements/{etab}/synthese", ""), (span.Nom, span.Parent));
        Assert.DoesNotContain(_collecteur.Spans, s => s.Trace == his);
        Assert.DoesNotContain("Lefevre", _collecteur.Tout, StringComparison.Ordinal);
    }

    /// <summary>Calls the gateway in a trace of the caller's own, and waits for the span of that call.</summary>
    private async Task<(Span Span, string His)> SpanOfCallAsync()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Etab.Path}synthese") { Headers = { { "traceparent", $"00-{trace}-b7ad6b7169203331-00" }, { "tracestate", "autre=1" }, { "baggage", "nom=Lefevre" } } };
        (await Api.Http.SendAsync(request)).Dispose();
        return ((await Poll.UntilAsync(() => Task.FromResult(_collecteur.Spans.FirstOrDefault(s => s.Liens.Contains(trace))), s => s is not null))!, trace);
    }

    [LoggerMessage(99999, LogLevel.Error, "An attempt failed.")]
    private static partial void Failed(ILogger logger, Exception failure);

    [LoggerMessage(99998, LogLevel.Warning, "{Who} was refused from {Address}.")]
    private static partial void Refused(ILogger logger, string who, string address);

    private static JsonObject With(JsonObject voeu, string field, string value)
    {
        voeu[field] = value;
        return voeu;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _collecteur.DisposeAsync();
    }
}

public sealed class TracesSqliteTests(PostgresServer postgres) : TracesTests(postgres, DatabaseEngine.Sqlite);

public sealed class TracesPostgresTests(PostgresServer postgres) : TracesTests(postgres, DatabaseEngine.Postgres);
