using System.Globalization;
using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Oracle;

/// <summary>What Fregata must hold (seed 002): the space of the imported, the registered apprenants, the follow-up.</summary>
/// <param name="Suivi">The oldest first.</param>
internal sealed record FregataAttendu(
    IReadOnlyDictionary<string, string> Importes, IReadOnlyDictionary<string, string> Apprenants, IReadOnlyList<string> Suivi)
{
    /// <summary>With the imports that faults struck: each must stand in the follow-up with the words that Fregata was given.</summary>
    public FregataAttendu Avec(IEnumerable<EchecSubi> echecs)
    {
        var suivi = Suivi.ToList();
        foreach (var echec in echecs.OrderBy(e => e.Rang))
            suivi.Insert(Math.Min(echec.Rang, suivi.Count), $"Echec : {echec.Message}");
        return this with { Suivi = suivi };
    }
}

/// <summary>An import that failed unforeseen, and was asked again.</summary>
/// <param name="Rang">How many imports the follow-up had before it.</param>
/// <param name="Message">What Fregata was told.</param>
internal sealed record EchecSubi(int Rang, string Message);

/// <summary>Follows the lycée: what an import brings, who leaves before or after being processed, who is validated.</summary>
internal sealed class SuiviFregata(IReadOnlySet<int> refuses)
{
    public const string NonTraite = "à traiter";
    private static readonly Etablissement Ici = Etablissements.Lycee;
    private readonly SortedDictionary<string, Dossier> _dossiers = new(StringComparer.Ordinal);
    private readonly List<string> _suivi = [];
    private readonly List<string> _duDernierImport = [];

    /// <summary>Whoever has left: désisté when not processed, else it stays and is told.</summary>
    public void Constater(IReadOnlyDictionary<int, FicheSuivie> fiches, DateOnly jour)
    {
        foreach (var dossier in _dossiers.Values)
        {
            var admis = Admissions(fiches[dossier.Candidat], jour).Any(v => v.Formation == dossier.Formation);
            if (dossier.Etat is "Traite" or "Valide")
                dossier.Desistement = !admis;
            else if (dossier.Etat == NonTraite && !admis)
                dossier.Etat = "Desiste";
        }
    }

    /// <summary>One gesture; the states that Parcoursup is told at once.</summary>
    public IReadOnlyList<((int Candidat, int Formation) Cle, int Etat)> Suivre(GesteFregata geste, IReadOnlyDictionary<int,
        FicheSuivie> fiches, DateOnly jour)
    {
        switch (geste)
        {
            case Import { AnneeScolaire: Campagne.AnneeScolaire, Accident: true }:
                _suivi.Add("Echec : ERREUR : Réception des candidats impossible : Read timed out");
                break;
            case Import { AnneeScolaire: Campagne.AnneeScolaire }:
                Importer(fiches, jour);
                break;
            case AnnulationImport:
                AnnulerImport();
                break;
            case Traitement traitement:
                foreach (var traite in traitement.Dossiers)
                    Traiter(traite);
                break;
            case Immatriculation:
                foreach (var dossier in _dossiers.Values.Where(d => d.Traitement is not null && d.Ine is null))
                    dossier.Ina = $"{dossier.Candidat:D9}NA";
                break;
            case Validation validation when jour >= Campagne.Rentree:
                return [.. validation.Dossiers.Select(Trouver).Where(d => d.Ine is not null || d.Ina is not null).Select(Valider)];
            case AnnulationValidation annulation:
                return [.. annulation.Dossiers.Select(Trouver).Where(Annuler).Select(d => ((d.Candidat, d.Formation), 3))];
        }

        return [];
    }

    public FregataAttendu Attendu() => new(
        _dossiers.ToDictionary(d => d.Key, d => d.Value.Importe()),
        _dossiers.Where(d => d.Value.Traitement is not null).ToDictionary(d => d.Key, d => d.Value.Apprenant()),
        [.. _suivi]);

    public static string Id(int candidat, int formation) =>
        string.Create(CultureInfo.InvariantCulture, $"{Campagne.Session}-{candidat}-{formation}");

    private static IEnumerable<Reponse> Admissions(FicheSuivie fiche, DateOnly jour) => fiche.EstRefuse(jour) ? [] : fiche.Acceptes(Ici);

    private void Importer(IReadOnlyDictionary<int, FicheSuivie> fiches, DateOnly jour)
    {
        _duDernierImport.Clear();
        var (candidats, responsables) = (0, 0);
        foreach (var fiche in fiches.Values)
        {
            foreach (var voeu in Admissions(fiche, jour))
            {
                var id = Id(voeu.Candidat, voeu.Formation);
                if (!_dossiers.TryGetValue(id, out var dossier))
                    _dossiers[id] = dossier = new Dossier(voeu.Candidat, voeu.Formation);
                dossier.Recevoir(fiche.Identite, voeu);
                _duDernierImport.Add(id);
                candidats++;
                responsables += fiche.Identite.Responsables.Distinct().Count();
            }
        }

        _suivi.Add(string.Create(CultureInfo.InvariantCulture,
            $"Succes : INFO : Réception effectuée de {candidats} candidats avec succès, et de leur {responsables} responsables"));
    }

    private void AnnulerImport()
    {
        _suivi[^1] = "Annule";
        foreach (var dossier in _duDernierImport.Select(id => _dossiers[id]).Where(d => d.Traitement is null))
            dossier.Etat = "Annule";
    }

    private void Traiter(DossierTraite traite)
    {
        var dossier = Trouver(new CleVoeu(traite.Candidat, traite.Formation));
        if (dossier.Etat != NonTraite)
            throw new InvalidOperationException($"Le scénario traite {Id(traite.Candidat, traite.Formation)}, qui est {dossier.Etat}.");
        (dossier.Etat, dossier.Traitement, dossier.Mail) = ("Traite", traite, traite.Mail ?? dossier.Mail);
    }

    private ((int, int), int) Valider(Dossier dossier)
    {
        var refuse = refuses.Contains(dossier.Candidat);
        (dossier.Etat, dossier.Inscription, dossier.Parcoursup) = ("Valide", "Valide", refuse ? "Refuse" : "Informe");
        return ((dossier.Candidat, dossier.Formation), 1);
    }

    /// <summary>True when Parcoursup has to be told.</summary>
    private static bool Annuler(Dossier dossier)
    {
        var valide = dossier.Etat == "Valide";
        dossier.Etat = dossier.Desistement ? "Desiste" : "Traite";
        dossier.Inscription = "Annule";
        return valide;
    }

    private Dossier Trouver(CleVoeu cle) => _dossiers[Id(cle.Candidat, cle.Formation)];

    private sealed class Dossier(int candidat, int formation)
    {
        private Candidat _identite = null!;
        private Reponse _voeu = null!;

        public int Candidat => candidat;

        public int Formation => formation;

        public string Etat { get; set; } = NonTraite;

        public DossierTraite? Traitement { get; set; }

        public string Mail { get; set; } = "";

        public string? Ine => _identite.Ine;

        public string? Ina { get; set; }

        public string Inscription { get; set; } = "Inscrit";

        public string? Parcoursup { get; set; }

        public bool Desistement { get; set; }

        /// <summary>Rule G3: mail and identity of a processed dossier stay as Fregata holds them.</summary>
        public void Recevoir(Candidat identite, Reponse voeu)
        {
            (_identite, _voeu) = (identite, voeu);
            if (Traitement is not null)
                return;

            (Etat, Mail) = (NonTraite, identite.Mail);
        }

        public string Importe()
        {
            var formation = Formations.De(Formation);
            return FregataTexte.Importe(
                Etat, _identite.Nom, _identite.Prenom, Mail, formation.Mef, _voeu.Internat == 1 ? "Interne" : "DemiPensionnaire",
                Traitement?.Division,
                FregataTexte.Reponse(_voeu.Amenagement == 0 ? "Oui" : "OuiSi", definitive: _voeu.Situation == 1),
                _identite.Responsables.Distinct().Count(), Desistement);
        }

        public string Apprenant() => FregataTexte.Apprenant(
            Inscription, Parcoursup, Mail, Ina, Traitement!.Division, mailDiffere: Etat is "Traite" or "Valide" && Mail != _identite.Mail);
    }
}

/// <summary>How both sides are written, so that they can be compared.</summary>
internal static class FregataTexte
{
    /// <summary>Of a dossier that has left or was cancelled only that.</summary>
    public static string Importe(
        string etat, string? nom, string? prenom, string? mail, string? mef, string? regime, string? division, string? reponse,
        int responsables, bool desistement) =>
        etat is "Desiste" or "Annule"
            ? etat
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{etat}{(desistement ? " (parti)" : "")}, {prenom} {nom}, {mail}, MEF {mef}, {regime}, division {division ?? "aucune"}, "
                + $"{reponse}, {responsables} responsables");

    public static string Reponse(string? reponse, bool definitive) => definitive ? $"{reponse}" : $"{reponse} (d'autres vœux en attente)";

    public static string Apprenant(string etat, string? parcoursup, string? mail, string? ina, string? division, bool mailDiffere) =>
        $"{etat}, Parcoursup {parcoursup ?? "pas informé"}, {mail}{(mailDiffere ? " (autre chez Parcoursup)" : "")}, INA "
        + $"{ina ?? "aucun"}, division {division}";
}
