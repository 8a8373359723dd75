using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>What the gateway says of each établissement at one moment.</summary>
internal sealed record Syntheses(IReadOnlyDictionary<Etablissement, Synthese> ParEtablissement)
{
    public Synthese Alpes => this[Etablissements.Alpes];

    public Synthese this[Etablissement etablissement] => ParEtablissement[etablissement];

    public int Total(Func<Synthese, int> compte) => ParEtablissement.Values.Sum(compte);
}
