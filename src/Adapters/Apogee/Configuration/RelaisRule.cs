using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>The mode Relais of an OPI account: only a SIS that is called can answer while the client waits (rule B6).</summary>
internal sealed class RelaisRule : IDocumentRule
{
    public RuleOrder Order => RuleOrder.Accounts;

    private const int LongestWait = 60;

    public IEnumerable<Erreur> Check(ConfigurationDocument document)
    {
        for (var i = 0; i < document.Etablissements.Count; i++)
        {
            var etablissement = document.Etablissements[i];
            for (var j = 0; j < etablissement.Opi.Comptes.Count; j++)
            {
                var compte = etablissement.Opi.Comptes[j];
                var path = $"etablissements[{i}].opi.comptes[{j}]";
                if (compte.AttenteSecondes is < 1 or > LongestWait)
                    yield return new($"{path}.attenteSecondes",
                        $"L'attente est de 1 à {LongestWait} secondes, et plus courte que le délai du client lui-même.");
                if (compte.Mode == ModeOpi.Relais && !Answers(etablissement))
                    yield return new($"{path}.mode",
                        "Le mode Relais attend la réponse d'Apogée : il faut le SIS Apogee, sa section apogee et la voie Soap. " +
                        "Choisir Differe, ou compléter la configuration.");
            }
        }
    }

    private static bool Answers(EtablissementDocument etablissement) =>
        etablissement.Sis == Sis.Apogee && etablissement.Opi.Voie == VoieOpi.Soap && etablissement.Apogee is not null;
}
