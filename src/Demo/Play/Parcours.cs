using Parcoursup.Gateway.Demo.Scenario;
using Parcoursup.Gateway.Simulators.Parcoursup;
using CleVoeu = Parcoursup.Gateway.Simulators.Parcoursup.CleVoeu;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>Tells the simulated Parcoursup what its candidates do, and which of it to push.</summary>
internal sealed class Parcours(Campagne campagne, ParcoursupSimulator parcoursup)
{
    private readonly Dictionary<int, Candidat> _candidats = new(campagne.Candidats);
    private readonly Dictionary<Scenario.CleVoeu, Reponse> _voeux = [];

    /// <summary>Applies the day; the wishes that Parcoursup will push.</summary>
    public IReadOnlyCollection<CleVoeu> Appliquer(IEnumerable<Evenement> evenements)
    {
        var aPousser = new HashSet<CleVoeu>();
        foreach (var evenement in evenements)
        {
            switch (evenement)
            {
                case Reponse reponse:
                    _voeux[reponse.Cle] = reponse;
                    Enregistrer(reponse);
                    if (!reponse.Perdue)
                        aPousser.Add(Cle(reponse.Cle));
                    break;
                case Disparition disparition:
                    _voeux.Remove(new Scenario.CleVoeu(disparition.Candidat, disparition.Formation, disparition.Internat));
                    parcoursup.Retirer(new CleVoeu(Campagne.Session, disparition.Candidat, disparition.Formation, disparition.Internat));
                    break;
                case Correction correction:
                    Changer(_candidats[correction.Candidat] with { Nom = correction.Nom, Prenom = correction.Prenom }, aPousser);
                    break;
                case IdentiteCorrigee corrigee:
                    Changer(_candidats[corrigee.Candidat] with { DateNaissance = corrigee.Naissance, Ine = corrigee.Ine }, aPousser,
                        corrigee.Formation);
                    break;
                case Eclipse eclipse:
                    parcoursup.Retirer(new CleVoeu(Campagne.Session, eclipse.Candidat, eclipse.Formation, 0));
                    break;
                case Reapparition retour:
                    Enregistrer(_voeux[new Scenario.CleVoeu(retour.Candidat, retour.Formation)]);
                    break;
                case NouveauCourriel courriel:
                    Changer(_candidats[courriel.Candidat] with { Mail = courriel.Mail }, aPousser);
                    break;
            }
        }

        return aPousser;
    }

    /// <summary>True where the candidate ever answered for several formations of the établissement.</summary>
    public bool APlusieursVoeux(int candidat, Etablissement etablissement) =>
        _voeux.Values.Where(v => v.Candidat == candidat && Formations.De(v.Formation).Etablissement == etablissement)
        .Select(v => v.Formation).Distinct().Count() > 1;

    /// <param name="formation">Only the wish for it is pushed; null: all are.</param>
    private void Changer(Candidat candidat, HashSet<CleVoeu> aPousser, int? formation = null)
    {
        _candidats[candidat.Code] = candidat;
        foreach (var voeu in _voeux.Values.Where(v => v.Candidat == candidat.Code))
        {
            Enregistrer(voeu);
            if (formation is null || formation == voeu.Formation)
                aPousser.Add(Cle(voeu.Cle));
        }
    }

    private void Enregistrer(Reponse reponse) => parcoursup.Enregistrer([CandidatJson.Ecrire(_candidats[reponse.Candidat], reponse)]);

    private static CleVoeu Cle(Scenario.CleVoeu cle) => new(Campagne.Session, cle.Candidat, cle.Formation, cle.Internat);
}
