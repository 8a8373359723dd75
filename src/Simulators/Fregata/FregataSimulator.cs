using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Fregata;

/// <summary>
/// A Fregata that calls the gateway and does the three steps of the guide (seed 002): import, traitement, immatriculation and
/// validation. Whatever it is given against the contract stands in its state as an anomaly.
/// </summary>
public sealed class FregataSimulator : IAsyncDisposable
{
    private static readonly PanneReader PanneReader = new(
        new Dictionary<string, TypePanne>(StringComparer.OrdinalIgnoreCase) { ["coupure"] = TypePanne.Coupure }, Gestes.Tous);

    private readonly Anomalies _anomalies = new();
    private readonly PanneQueue _pannes = new();
    private readonly PasserelleClient _client;
    private readonly Listes _listes;
    private readonly FregataState _state;
    private readonly Formes _formes;
    private readonly ImportRules _rules;
    private readonly RapportReader _rapports;
    private LoopbackServer? _server;

    private FregataSimulator(FregataOptions options)
    {
        _client = new PasserelleClient(options, _pannes);
        _listes = new Listes(_client, _anomalies);
        _state = new FregataState(options, _anomalies);
        _formes = new Formes(_anomalies);
        _rules = new ImportRules(_formes, _anomalies);
        _rapports = new RapportReader(_formes, _anomalies);
    }

    public Uri Url => _server!.Url;

    public static async Task<FregataSimulator> StartAsync(FregataOptions options, CancellationToken cancellationToken)
    {
        var simulator = new FregataSimulator(options);
        simulator._server = await LoopbackServer.StartAsync(options.Port, simulator.Map, cancellationToken);
        return simulator;
    }

    /// <summary>First step: menu "Échanges, Import candidats Parcoursup", on the given school year such as 2026-2027.</summary>
    public async Task<ImportFregata> ImporterAsync(string anneeScolaire, PersonneFregata personne, CancellationToken cancellationToken)
    {
        var reponse = await _client.EnvoyerAsync(
            HttpMethod.Post, "imports", new JsonObject { ["anneeScolaire"] = anneeScolaire }, personne, Gestes.Import, cancellationToken);
        var import = reponse.Corps as JsonObject;
        var resultat = reponse.Status is 200 or 502 && import is not null && import.ContainsKey("etat")
            ? new ImportFregata(reponse.Status, JsonBody.Number(import, "id"), JsonBody.Field(import, "etat"),
                JsonBody.Field(import, "message") ?? "")
            : new ImportFregata(reponse.Status, null, null, reponse.Erreur);
        _state.Message(resultat.Message);
        switch (resultat)
        {
            case { Status: 200, Etat: "Succes" }:
                _rules.VerifierSucces(import!, anneeScolaire);
                _state.Recevoir(Listes.Objets(import!["candidats"]));
                break;
            case { Status: 502, Etat: "Echec" }:
                _rules.VerifierEchec(import!, anneeScolaire);
                break;
            case { Status: 200 or 502 }:
                _anomalies.Noter($"Un import a répondu {resultat.Status} avec l'état « {resultat.Etat} »");
                break;
        }

        return resultat;
    }

    /// <summary>An import is cancelled, that is deleted; null, or why not.</summary>
    public async Task<string?> AnnulerImportAsync(int id, PersonneFregata personne, CancellationToken cancellationToken)
    {
        var reponse = await _client.EnvoyerAsync(HttpMethod.Delete, Chemin($"imports/{id}"), null, personne, Gestes.Annulation,
            cancellationToken);
        if (reponse.Status == 200 && reponse.Corps is JsonObject import && JsonBody.Field(import, "etat") != "Annule")
            _anomalies.Noter($"import {id} : annulé, et pourtant « {JsonBody.Field(import, "etat")} »");
        return reponse.Status == 200 ? null : reponse.Erreur;
    }

    /// <summary>Menu "Échanges, Suivi des échanges", each import with its detail; null, or why not.</summary>
    public async Task<string?> SuivreAsync(PersonneFregata personne, CancellationToken cancellationToken)
    {
        var (echanges, refus) = await _listes.LireAsync("echanges?", personne, Gestes.Suivi, cancellationToken);
        if (refus is not null)
            return refus;

        foreach (var echange in echanges)
        {
            _formes.Verifier(echange, "import", "suivi");
            var detail = await _client.EnvoyerAsync(HttpMethod.Get, Chemin($"echanges/{JsonBody.Number(echange, "id")}"), null, personne,
                Gestes.Suivi, cancellationToken);
            _formes.Verifier(detail.Corps, "import", "détail du suivi", "apprenants[]:suivi");
            echange["apprenants"] = detail.Corps?["apprenants"]?.DeepClone();
        }

        _state.Suivre(new JsonArray([.. echanges]));
        return null;
    }

    /// <summary>Second step: the imported inscriptions by origin Parcoursup, day of the import and état; their numbers.</summary>
    public async Task<IReadOnlyList<string>> RechercherAsync(PersonneFregata personne, CancellationToken cancellationToken,
        string? etat = null, DateOnly? dateImportation = null)
    {
        var criteres = "inscriptions?origine=Parcoursup&"
            + (etat is null ? "" : $"etat={etat}&")
            + (dateImportation is { } jour ? string.Create(CultureInfo.InvariantCulture, $"dateImportation={jour:yyyy-MM-dd}&") : "");
        var (dossiers, refus) = await _listes.LireAsync(criteres, personne, Gestes.Recherche, cancellationToken);
        if (refus is not null)
            _anomalies.Noter($"Recherche refusée : {refus}");
        foreach (var dossier in dossiers)
            _rules.VerifierDossier(dossier, null);
        _state.Recevoir(dossiers);
        return [.. dossiers.Select(d => JsonBody.Field(d, "id")).OfType<string>()];
    }

    /// <summary>
    /// Processes the selected inscriptions and completes division and régime; those that the gateway took are registered.
    /// </summary>
    public async Task<RapportFregata> TraiterAsync(IReadOnlyList<TraitementFregata> traitements, PersonneFregata personne,
        CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["inscriptions"] = new JsonArray([.. traitements.Select(Ecrire)]) };
        var reponse = await _client.EnvoyerAsync(HttpMethod.Post, "inscriptions/traitement", body, personne, Gestes.Traitement,
            cancellationToken);
        var rapport = _rapports.LireTraitement(reponse.Status, reponse.Corps, traitements.Count);
        var acceptes = rapport.Lignes.Where(l => l.Resultat == "Traite").Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var traitement in traitements.Where(t => acceptes.Contains(t.Id) && _state.Importe(t.Id) is not null))
            _state.Enregistrer(traitement);
        return rapport;
    }

    /// <summary>Third step: an INA for each registered apprenant who has no number, all at once; how many.</summary>
    public int Immatriculer() => _state.Immatriculer(code => string.Create(CultureInfo.InvariantCulture, $"{code:D9}NA"));

    /// <summary>Validates inscriptions; the gateway informs Parcoursup and says so in the report.</summary>
    public Task<RapportFregata> ValiderAsync(IReadOnlyList<string> ids, DateOnly date, PersonneFregata personne,
        CancellationToken cancellationToken) =>
        RapporterAsync("validations", Gestes.Validation, annulation: false, new JsonArray([.. ids.Select(id => (JsonNode)new JsonObject
        {
            ["id"] = id, ["ine"] = _state.Immatricule(id), ["date"] = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        })]), personne, cancellationToken);

    /// <summary>All the checks of a validation, before it is asked for.</summary>
    public async Task<RapportFregata> ControlerAsync(IReadOnlyList<string> ids, PersonneFregata personne,
        CancellationToken cancellationToken)
    {
        var lignes = new JsonArray([.. ids.Select(id => (JsonNode)new JsonObject { ["id"] = id, ["ine"] = _state.Immatricule(id) })]);
        var reponse = await _client.EnvoyerAsync(HttpMethod.Post, "validations/controles", new JsonObject { ["inscriptions"] = lignes },
            personne, Gestes.Validation, cancellationToken);
        return _rapports.LireControle(reponse.Status, reponse.Corps, ids.Count);
    }

    public Task<RapportFregata> AnnulerValidationAsync(IReadOnlyList<string> ids, PersonneFregata personne,
        CancellationToken cancellationToken) =>
        RapporterAsync("validations/annulations", Gestes.Annulation, annulation: true,
            new JsonArray([.. ids.Select(id => (JsonNode)new JsonObject { ["id"] = id })]), personne, cancellationToken);

    /// <summary>A report as it is now: what was under way may have ended.</summary>
    public async Task<RapportFregata> RelireAsync(RapportFregata rapport, PersonneFregata personne, CancellationToken cancellationToken)
    {
        var reponse = await _client.EnvoyerAsync(HttpMethod.Get, Chemin($"validations/{rapport.Id}"), null, personne, Gestes.Validation,
            cancellationToken);
        return Retenir(reponse, rapport.Lignes.Count,
            annulation: (reponse.Corps as JsonObject)?["nature"]?.GetValue<string>() == "Annulation");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _client.Dispose();
    }

    private async Task<RapportFregata> RapporterAsync(
        string chemin, string geste, bool annulation, JsonArray inscriptions, PersonneFregata personne, CancellationToken cancellationToken)
    {
        var nombre = inscriptions.Count;
        var reponse = await _client.EnvoyerAsync(HttpMethod.Post, chemin, new JsonObject { ["inscriptions"] = inscriptions }, personne,
            geste, cancellationToken);
        return Retenir(reponse, nombre, annulation);
    }

    private RapportFregata Retenir(PasserelleClient.Reponse reponse, int nombre, bool annulation)
    {
        var rapport = _rapports.LireValidation(reponse.Status, reponse.Corps, nombre);
        if (reponse is { Status: 200, Corps: JsonObject corps })
            _state.Rapporter(corps, rapport.Lignes, annulation);
        return rapport;
    }

    private static JsonNode Ecrire(TraitementFregata traitement)
    {
        var corrections = new JsonObject();
        foreach (var (champ, valeur) in traitement.Corrections ?? new Dictionary<string, string>())
            corrections[champ] = valeur;
        if (traitement.Division is not null)
            corrections["division"] = traitement.Division;
        if (traitement.Regime is not null)
            corrections["regime"] = traitement.Regime;
        return new JsonObject { ["id"] = traitement.Id, ["corrections"] = corrections };
    }

    private static string Chemin(FormattableString chemin) => FormattableString.Invariant(chemin);

    private void Map(IEndpointRouteBuilder routes)
    {
        new ManualEndpoints(this).Map(routes);
        routes.MapPannes(_pannes, PanneReader);
        routes.MapGet("/etat", (RequestDelegate)(context =>
        {
            var etat = _state.Describe();
            etat["pannes"] = PanneReader.Describe(_pannes.Waiting());
            return JsonBody.WriteAsync(context.Response, etat);
        }));
    }
}
