using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Configuration;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;

/// <summary>What a document may say of the jobs on Apogée's side.</summary>
public sealed class TraitementAccountRuleTests
{
    private static readonly CompteTraitement Account = new() { Login = "traitement", MotDePasse = "x" };

    [Fact]
    public void A_sound_section_has_no_error() => Assert.Empty(Errors(new TraitementOpi { Comptes = [Account] }, VoieOpi.Service));

    [Fact]
    public void Nothing_at_all_is_sound_where_no_job_fetches() => Assert.Empty(Errors(new TraitementOpi()));

    [Fact]
    public void Each_mistake_is_told_with_its_place()
    {
        Assert.Equal(["bailSecondes"], Errors(new TraitementOpi { BailSecondes = 59 }));
        Assert.Equal(["reprisesMaximum"], Errors(new TraitementOpi { ReprisesMaximum = 21 }));
        Assert.Equal(["comptes"], Errors(new TraitementOpi(), VoieOpi.Service));
        Assert.Equal(["comptes[0].login"], Errors(new TraitementOpi { Comptes = [Account with { Login = "a:b" }] }));
        Assert.Equal(["comptes[0].motDePasse"], Errors(new TraitementOpi { Comptes = [Account with { MotDePasse = null }] }));
        Assert.Equal(["comptes[1].login"], Errors(new TraitementOpi { Comptes = [Account, Account] }));
    }

    private static IEnumerable<string> Errors(TraitementOpi traitement, VoieOpi voie = VoieOpi.Soap)
    {
        const string Path = "etablissements[0].opi.traitement.";
        var document = new ConfigurationDocument { Etablissements = [new EtablissementDocument().With(OpiSection.Instance, new OpiDocument { Voie = voie, Traitement = traitement })] };
        var errors = new TraitementAccountRule().Check(document).ToList();
        Assert.All(errors, e => Assert.StartsWith(Path, e.Champ, StringComparison.Ordinal));
        return errors.Select(e => e.Champ[Path.Length..]);
    }
}
