using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Reporting;
using Parcoursup.Gateway.Demo.Scenario;
using Parcoursup.Gateway.Simulators.Fregata;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The afternoon of the lycée: what its people do in Fregata, by the guide's three steps.</summary>
internal sealed class JourneeFregata(Installation installation, Repos repos, IEcran ecran, ICollection<string> anomalies,
    TimeProvider clock)
{
    private static readonly PersonneFregata Administrateur = new("a.leroy", PersonneFregata.Administrateur);
    private static readonly PersonneFregata Direction = new("d.martin", PersonneFregata.Direction);
    private static readonly PersonneFregata Gestion = new("m.durand", PersonneFregata.Gestion);
    private const int TentativesImport = 6;
    private static readonly TimeSpan AvantDeRecommencer = TimeSpan.FromSeconds(1);
    private readonly List<EchecSubi> _echecs = [];
    private int _imports;
    private int? _dernierImport;

    /// <summary>Imports that a fault has struck: the oracle foresees none of them, and the follow-up shows each.</summary>
    public IReadOnlyList<EchecSubi> Echecs => _echecs;

    public async Task JouerAsync(Etape etape, CancellationToken cancellationToken)
    {
        foreach (var geste in etape.Fregata)
            await FaireAsync(geste, etape.Jour, cancellationToken);

        if (etape.Fregata.Count > 0)
            await repos.AttendreAsync(null, cancellationToken);
        if (_dernierImport is null)
            return;

        // What Gestion Inscriptions and the administrator see on that evening.
        await installation.Fregata.RechercherAsync(Gestion, cancellationToken);
        if (await installation.Fregata.SuivreAsync(Administrateur, cancellationToken) is { } refus)
            anomalies.Add($"Fregata : le suivi des échanges a été refusé : {refus}");
    }

    private Task FaireAsync(GesteFregata geste, DateOnly jour, CancellationToken cancellationToken) => geste switch
    {
        Import import => ImporterAsync(import, cancellationToken),
        AnnulationImport => AnnulerImportAsync(cancellationToken),
        Traitement traitement => TraiterAsync(traitement, jour, cancellationToken),
        Immatriculation => ImmatriculerAsync(),
        Validation validation => RapporterAsync("validées", jour, validation.Dossiers, annulation: false, cancellationToken),
        AnnulationValidation annulation => RapporterAsync("annulées", jour, annulation.Dossiers, annulation: true, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(geste), geste, null),
    };

    private async Task ImporterAsync(Import import, CancellationToken cancellationToken)
    {
        var personne = import.Role switch { RoleFregata.Administrateur => Administrateur, RoleFregata.Direction => Direction, _ =>
            Gestion };
        if (import.Accident)
        {
            await repos.AttendreAsync(null, cancellationToken);
            await installation.OrdonnerPanneAsync(
                installation.Parcoursup.Url,
                new JsonObject
                {
                    ["type"] = "lenteur", ["nombre"] = 1, ["methode"] = "getCandidatsAdmis",
                    ["millisecondes"] = (ConfigurationLycee.DelaiReceptionSecondes + 1) * 1000,
                },
                cancellationToken);
        }

        var attendu = import.AnneeScolaire != Campagne.AnneeScolaire ? 409 : import.Accident ? 502 : 200;
        var resultat = await DemanderAsync(import.AnneeScolaire, personne, cancellationToken);
        for (var tentative = 1; attendu == 200 && resultat.Status == 502 && tentative < TentativesImport; tentative++)
        {
            // The guide: « Recommencer plus tard ».
            _echecs.Add(new EchecSubi(_imports - 1, resultat.Message));
            await Task.Delay(AvantDeRecommencer, clock, cancellationToken);
            resultat = await DemanderAsync(import.AnneeScolaire, personne, cancellationToken);
        }

        if (resultat.Status != attendu)
            anomalies.Add(
                $"Fregata : l'import sur {import.AnneeScolaire} a répondu {resultat.Status}, attendu {attendu} : {resultat.Message}");
    }

    private async Task<ImportFregata> DemanderAsync(string anneeScolaire, PersonneFregata personne, CancellationToken cancellationToken)
    {
        var resultat = await installation.Fregata.ImporterAsync(anneeScolaire, personne, cancellationToken);
        _imports += resultat.Etat is null ? 0 : 1;
        _dernierImport = resultat.Etat == "Succes" ? resultat.Id : _dernierImport;
        ecran.Dire($"   Fregata, {anneeScolaire} : {resultat.Message}");
        return resultat;
    }

    private async Task AnnulerImportAsync(CancellationToken cancellationToken)
    {
        var refus = _dernierImport is { } id ? await installation.Fregata.AnnulerImportAsync(id, Administrateur, cancellationToken)
            : "aucun import";
        ecran.Dire($"   Fregata : import annulé{(refus is null ? "" : " : " + refus)}");
        if (refus is not null)
            anomalies.Add($"Fregata : l'import n'a pas pu être annulé : {refus}");
    }

    private async Task TraiterAsync(Traitement traitement, DateOnly jour, CancellationToken cancellationToken)
    {
        // The guide's search: by origin, and by the day of the import.
        var trouves = await installation.Fregata.RechercherAsync(Gestion, cancellationToken, "ATraiter", jour);
        var voulus = traitement.Dossiers.Select(d => (Id: SuiviFregata.Id(d.Candidat, d.Formation), Dossier: d)).ToList();
        foreach (var (id, _) in voulus.Where(v => !trouves.Contains(v.Id)))
            anomalies.Add($"Fregata : {id} n'est pas parmi les inscriptions à traiter du {jour:dd/MM/yyyy}");

        var rapport = await installation.Fregata.TraiterAsync([.. voulus.Select(v => new TraitementFregata(
            v.Id, v.Dossier.Division, Corrections: v.Dossier.Mail is { } mail ? new Dictionary<string, string> { ["mail"] = mail }
            : null))], Gestion, cancellationToken);
        ecran.Dire($"   Fregata, inscriptions traitées : {rapport.Nombre("Traite")} sur {trouves.Count} à traiter");
        foreach (var ligne in rapport.Lignes.Where(l => l.Resultat != "Traite"))
            anomalies.Add($"Fregata : {ligne.Id} n'a pas été traité : {ligne.Message}");
        if (rapport.Status != 200)
            anomalies.Add($"Fregata : le traitement a répondu {rapport.Status}");
    }

    private Task ImmatriculerAsync()
    {
        ecran.Dire($"   Fregata, apprenants immatriculés (INA) : {installation.Fregata.Immatriculer()}");
        return Task.CompletedTask;
    }

    private async Task RapporterAsync(string quoi, DateOnly jour, IReadOnlyList<CleVoeu> dossiers, bool annulation,
        CancellationToken cancellationToken)
    {
        var ids = dossiers.Select(d => SuiviFregata.Id(d.Candidat, d.Formation)).ToList();
        if (!annulation)
            await ControlerAsync(ids, cancellationToken);
        var rapport = annulation
            ? await installation.Fregata.AnnulerValidationAsync(ids, Gestion, cancellationToken)
            : await installation.Fregata.ValiderAsync(ids, jour, Gestion, cancellationToken);
        if (rapport.Status != 200)
            anomalies.Add($"Fregata : les inscriptions {quoi} ont répondu {rapport.Status}");
        await repos.AttendreAsync(null, cancellationToken);
        if (rapport.Id is not null)
            rapport = await installation.Fregata.RelireAsync(rapport, Gestion, cancellationToken);

        ecran.Dire(
            $"   Fregata, inscriptions {quoi} : {ids.Count}, Parcoursup informé de {rapport.Nombre("Informe")}, à réessayer "
            + $"{rapport.Nombre("SeraReessaye")}, refusées {rapport.Nombre("Refuse")}, sans objet {rapport.Nombre("SansObjet")}");
        foreach (var ligne in rapport.Lignes.Where(l => l.Resultat == "Refuse"))
            ecran.Dire($"     {ligne.Id} ({ligne.Champ}) : {ligne.Message}");
    }

    /// <summary>The guide: one prepares the validation « en effectuant tous les contrôles ».</summary>
    private async Task ControlerAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var rapport = await installation.Fregata.ControlerAsync(ids, Gestion, cancellationToken);
        ecran.Dire(
            $"   Fregata, contrôles de la validation : inscriptions prêtes {rapport.Nombre("Pret")}, à corriger "
            + $"{rapport.Nombre("ACorriger")}");
        if (rapport.Status != 200)
            anomalies.Add($"Fregata : les contrôles ont répondu {rapport.Status}");
    }
}
