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
                    parcoursup.Retirer(new CleVoeu(Campagne.Session, disparition.Candidat, disparition.Formation, disparition.Internat));
                    break;
                case Correction correction:
                    _candidats[correction.Candidat] = _candidats[correction.Candidat] with { Nom = correction.Nom, Prenom = correction.Prenom };
                    foreach (var voeu in _voeux.Values.Where(v => v.Candidat == correction.Candidat))
                    {
                        Enregistrer(voeu);
                        aPousser.Add(Cle(voeu.Cle));
                    }

                    break;
            }
        }

        return aPousser;
    }

    private void Enregistrer(Reponse reponse) => parcoursup.Enregistrer([CandidatJson.Ecrire(_candidats[reponse.Candidat], reponse)]);

    private static CleVoeu Cle(Scenario.CleVoeu cle) => new(Campagne.Session, cle.Candidat, cle.Formation, cle.Internat);
}
