using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Modele;

/// <summary>
/// One logical node: the services of the gateway, composed as the program composes them, and nothing that runs by itself. What its
/// background services do is done when the sequence says so.
/// </summary>
internal sealed class Noeud : IAsyncDisposable
{
    private static readonly LaneSettings Voie = new(2, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    private readonly LaneAnswers _reponses = new(TimeProvider.System);
    private readonly WebApplication _app;

    private Noeud(WebApplication app) => _app = app;

    /// <summary>What it has claimed and not settled yet.</summary>
    public List<RenderedOpi.Ready> EnMain { get; } = [];

    private Database Database => Get<Database>();

    public static async Task<Noeud> CreerAsync(TestStorage storage, Horloge horloge)
    {
        var builder = GatewayHost.CreateBuilder(
            ["--Logging:LogLevel:Default=Critical", "--Horloge:Simulable=true", $"--Horloge:Depart={horloge.GetUtcNow():O}", .. storage.Settings]);
        builder.Services.AddSingleton<TimeProvider>(horloge);
        var app = builder.Build();
        await GatewayHost.PrepareAsync(app.Services, default);
        return new(app);
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task ConfigurerAsync(JsonObject etablissement, JsonObject campagne)
    {
        var format = Get<DocumentFormat>();
        var change = await Get<ConfigurationService>().ImportAsync(
            new ConfigurationDocument
            {
                Campagnes = [format.Read<CalendrierCampagne>(campagne.ToJsonString())],
                Etablissements = [format.Read<EtablissementDocument>(etablissement.ToJsonString())],
            }, default);
        Assert.Empty(change.Erreurs);
    }

    /// <summary>The établissement of a sequence that is over.</summary>
    public Task OublierAsync(string code) => Get<ConfigurationService>().DeleteAsync(code, default);

    public Task<long> JournaliserAsync(string etablissement, string uai, string canal, JsonNode corps, string? compte = null) =>
        Get<Journal>().AppendAsync(new MessageEntrant
        {
            RecuLe = Get<TimeProvider>().GetUtcNow(), Etablissement = etablissement, Uai = uai, Canal = new Canal(canal), Compte = compte,
            TypeContenu = "application/json", Corps = Encoding.UTF8.GetBytes(corps.ToJsonString()),
        }, default);

    public async Task AppliquerAsync(string code)
    {
        var directory = Get<ConfigurationDirectory>();
        await directory.RefreshAsync(default);
        var large = Get<LargeApplication>();
        for (var more = true; more;)
        {
            more = await Get<BatchApplication>().ApplyAsync(directory.Current.FindByCode(code)!, default);
            var beside = large.UnderWay.ToList();
            await Task.WhenAll(beside);
            more |= beside.Count > 0;
        }
    }

    public async Task EvaluerAsync(string code)
    {
        await Get<DueCandidats>().MarkAsync(code, default);
        await Get<CandidatEvaluator>().EvaluateAsync(code, default);
    }

    /// <summary>Claims and renders, as a lane does; what there is nothing to send of is settled at once.</summary>
    public async Task PrendreAsync(string code, int most)
    {
        await using var session = await Database.WriteAsync(default);
        await Database.LockEtablissementAsync(session, code, default);
        await Get<ConfigurationDirectory>().RefreshAsync(default);
        var etablissement = Get<ConfigurationDirectory>().Current.FindByCode(code)!;
        var claimed = await Get<LivraisonClaims>().ClaimAsync(session, DestinationOpi.Name, code, gateOpen: true, most, TimeSpan.FromSeconds(30), default);
        if (claimed.Count == 0) return;
        var rendered = await Get<OpiRenderer>().RenderAsync(session, etablissement, claimed, default);
        await session.CommitAsync(default);
        EnMain.AddRange(rendered.OfType<RenderedOpi.Ready>());
        foreach (var nothing in rendered.OfType<RenderedOpi.Nothing>())
            await Get<AttemptLedger>().RecordAsync(AttemptOutcome.Of(
                new PreparedLivraison.Nothing(nothing.Row, nothing.Etat, nothing.Message, nothing.Explication), Get<TimeProvider>().GetUtcNow(), Voie), default);
    }

    /// <summary>Tells how an attempt ended.</summary>
    public Task ConclureAsync(RenderedOpi.Ready opi, IssueEnvoi issue)
    {
        var delivery = new PreparedLivraison.ToSend(opi.Row, opi.Acquitte, _ => throw new InvalidOperationException(), opi.Undo);
        var echange = new Echange(issue, default, default, []);
        return Get<AttemptLedger>().RecordAsync(Get<AttemptOutcome>().Of(delivery, echange, Get<TimeProvider>().GetUtcNow(), Voie, _reponses), default);
    }

    /// <summary>What a process that is gone held is for whoever comes next.</summary>
    public Task ReprendreAsync() => Get<LivraisonClaims>().RecoverLostAsync(_ => TimeSpan.FromSeconds(2), starting: false, default);

    public async Task ConfirmerGardesAsync(string code)
    {
        foreach (var id in await Database.QueryAsync<long>(
            "SELECT id FROM garde WHERE etablissement = @code AND etat = 'EnAttente' ORDER BY id", new { code }, default))
            await Get<GardeDecision>().SettleAsync(code, id, EtatGarde.Confirmee, "modèle", default);
    }

    /// <summary>A person sends what was refused once more.</summary>
    public Task RelancerAsync(string code) => Database.WriteAsync(async session =>
    {
        foreach (var sujet in await session.QueryAsync<string>(
            "SELECT sujet FROM livraison WHERE etablissement = @code AND etat = 'RefusMetier'", new { code }, default))
            await Get<LivraisonBook>().HastenAsync(session, DestinationOpi.Name, code, sujet, default);
    }, default);

    /// <summary>How much there is still to do.</summary>
    public Task<long> ResteAsync(string code) => Database.ScalarAsync<long>(
        """
        SELECT (SELECT COUNT(*) FROM message_a_appliquer WHERE etablissement = @code)
             + (SELECT COUNT(*) FROM candidat WHERE etablissement = @code AND a_evaluer)
             + (SELECT COUNT(*) FROM garde WHERE etablissement = @code AND etat = 'EnAttente')
             + (SELECT COUNT(*) FROM livraison WHERE etablissement = @code AND etat NOT IN ('AJour', 'SansObjet'))
        """,
        new { code }, default);

    /// <summary>The number of a full pull whose request leaves now.</summary>
    public Task<long> PartirAsync(string code, string uai) => Database.WriteAsync(session => session.ScalarAsync<long>(
        """
        INSERT INTO recuperation (etablissement, uai, cause, etat, demandee_le, partie_le, instant_metier, tentatives, prochaine_tentative)
        VALUES (@code, @uai, 'modèle', 'Recue', @now, @now, @business, 1, @now) RETURNING id
        """,
        new { code, uai, now = Get<TimeProvider>().GetUtcNow(), business = Get<IBusinessClock>().Now }, default), default);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
