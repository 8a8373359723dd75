using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>Addresses and credentials of Apogée, which must be there where the gateway calls it.</summary>
internal sealed class ApogeeRule : IConnectionRule
{
    public IEnumerable<Erreur> Check(EtablissementDocument etablissement, string path)
    {
        if (etablissement.Apogee is { } apogee)
            foreach (var (champ, message) in ApogeeOptionsValidator.Validate(apogee, $"{path}.apogee"))
                yield return new(champ, message);
        else if (etablissement.Sis == Sis.Apogee && etablissement.Opi.Voie == VoieOpi.Soap)
            yield return new($"{path}.apogee", "Indiquer l'adresse du service OPI d'Apogée de l'établissement.");
    }
}
