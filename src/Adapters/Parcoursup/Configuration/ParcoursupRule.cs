using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Configuration;

/// <summary>Address and credentials of Parcoursup and of its push, and its codes of the formations.</summary>
internal sealed class ParcoursupRule : IConnectionRule, IFormationRule
{
    public IEnumerable<Erreur> Check(EtablissementDocument etablissement, string path)
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
            foreach (var error in AccesCompteValidator.Errors($"{path}.push", push.Adresses, push.Certificat)) yield return error;
        }

        if (etablissement.Facade is { } facade)
            foreach (var error in AccesCompteValidator.Errors($"{path}.facade", facade.Adresses, facade.Certificat)) yield return error;
    }

    public IEnumerable<Erreur> Check(FormationMapping formation, string path)
    {
        if (formation.CodeFormationPsup <= 0)
            yield return new($"{path}.codeFormationPsup", "Indiquer le code de la formation dans Parcoursup.");
    }
}
