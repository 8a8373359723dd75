using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Configuration;

/// <summary>Addresses and credentials of Parcoursup, of the push and of Apogée.</summary>
internal sealed class ConnectionRule : IDocumentRule
{
    public IEnumerable<Erreur> Check(ConfigurationDocument document) =>
        document.Etablissements.SelectMany((etablissement, i) => Check(etablissement, $"etablissements[{i}]"));

    private static IEnumerable<Erreur> Check(EtablissementDocument etablissement, string path)
    {
        if (etablissement.Parcoursup is { } parcoursup)
            foreach (var (champ, message) in ParcoursupOptionsValidator.Validate(parcoursup, $"{path}.parcoursup"))
                yield return new(champ, message);

        if (etablissement.Push is { } push)
        {
            if (string.IsNullOrWhiteSpace(push.Login))
                yield return new($"{path}.push.login", "Indiquer l'identifiant saisi dans le site de gestion de Parcoursup.");
            if (string.IsNullOrEmpty(push.MotDePasse))
                yield return new($"{path}.push.motDePasse", "Indiquer le mot de passe saisi dans le site de gestion de Parcoursup.");
        }

        if (etablissement.Apogee is { } apogee)
            foreach (var (champ, message) in ApogeeOptionsValidator.Validate(apogee, $"{path}.apogee"))
                yield return new(champ, message);
        else if (etablissement is { Sis: Sis.Apogee, Opi.Voie: VoieOpi.Soap })
            yield return new($"{path}.apogee", "Indiquer l'adresse du service OPI d'Apogée de l'établissement.");
    }
}
