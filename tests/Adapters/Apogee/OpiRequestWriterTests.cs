using FsCheck;
using FsCheck.Fluent;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

public sealed class OpiRequestWriterTests
{
    [Theory]
    [MemberData(nameof(OpiSchemaTests.Versions), MemberType = typeof(OpiSchemaTests))]
    public void What_is_written_is_read_as_the_same_content(int version) => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true),
        Prop.ForAll(ContenuGen.Arbitrary(version), contenu =>
        {
            var (request, modifications) = Samples.Write(contenu, Samples.Options with { Version = version });
            var recu = Assert.IsType<OpiRecu>(OpiMessageReader.Read(Samples.Wrap(request), null));
            return modifications.Count == 0 && recu.Contenu == contenu && recu.Version == version;
        }));

    [Theory]
    [MemberData(nameof(OpiSchemaTests.Versions), MemberType = typeof(OpiSchemaTests))]
    public void The_request_is_valid_against_the_served_contract(int version) => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(20),
        Prop.ForAll(ContenuGen.Arbitrary(version), contenu =>
            WsdlSchemas.Everything.Errors(Samples.Write(contenu with { DonneesThese = null }, Samples.Options with { Version = version }).Request).Count == 0));

    [Fact]
    public void No_wishes_are_one_empty_item()
    {
        var request = Samples.Write(OpiContenu.Vide with { Voeux = """{"item":[]}""" }).Request;
        var item = Assert.Single(request.Descendants("item"));
        Assert.Equal("", item.Value);
    }

    [Fact]
    public void CodRge_and_modEnv_are_sent_from_6_50_on_only()
    {
        var contenu = OpiContenu.Vide with { Voeux = """{"modEnv":"R","item":[{"codCge":"DRT","codRge":"RG"}]}""" };

        var recent = Samples.Write(contenu, Samples.Options with { Release = "6.50" });
        Assert.Equal(("R", "RG"), (recent.Request.Descendants("modEnv").Single().Value, recent.Request.Descendants("codRge").Single().Value));
        Assert.Empty(recent.Modifications);

        var older = Samples.Write(contenu, Samples.Options with { Release = "6.40" });
        Assert.Empty(older.Request.Descendants("modEnv"));
        Assert.Empty(older.Request.Descendants("codRge"));
        Assert.Equal(["voeux.modEnv", "voeux.item[1].codRge"], older.Modifications.Select(m => m.Champ));
    }

    [Fact]
    public void What_version_9_cannot_carry_is_left_out_and_recorded()
    {
        var (request, modifications) = Samples.Write(OpiContenu.Vide with { Bac = """{"codBac":"NBGE","codSpe1BacTer":"SP01"}""" }, Samples.Options with { Version = 9, Release = "6.40" });

        Assert.Equal("mettreajourDonneesOpi_v9", request.Name.LocalName);
        Assert.Empty(request.Descendants("codSpe1BacTer"));
        var lost = Assert.Single(modifications);
        Assert.Equal(("bac.codSpe1BacTer", "SP01", null), (lost.Champ, lost.Avant, lost.Apres));
    }

    [Fact]
    public void A_value_is_cut_to_its_column_with_a_record_but_never_a_key()
    {
        var (request, modifications) = Samples.Write(OpiContenu.Vide with
        {
            AdresseFixe = $$"""{"lib1":"{{new string('a', 31)}}😀"}""",
            Voeux = """{"item":[{"codCge":"TROPLONG","codEtp":"L1DROIT9"}]}""",
        });

        Assert.Equal(new string('a', 31), request.Descendants("lib1").Single().Value);
        Assert.Equal(("TROPLONG", "L1DROIT9"), (request.Descendants("codCge").Single().Value, request.Descendants("codEtp").Single().Value));
        Assert.Equal("adresseFixe.lib1", Assert.Single(modifications).Champ);
    }

    [Fact]
    public void The_same_VET_is_never_sent_twice()
    {
        var wish = """{"codCge":"DRT","codDecVeu":"F","codEtp":"L1","codVrsVet":"1"}""";
        var (request, modifications) = Samples.Write(OpiContenu.Vide with { Voeux = $$"""{"item":[{{wish}},{{wish}}]}""" });
        Assert.Single(request.Descendants("item"));
        Assert.Equal("voeux.item[2]", Assert.Single(modifications).Champ);
    }

    [Fact]
    public void The_configured_namespace_is_used() =>
        Assert.Equal(Samples.Ns + "_30042019", Samples.Write(OpiContenu.Vide, Samples.Options with { EspaceDeNoms = Samples.Ns + "_30042019" }).Request.Name.NamespaceName);
}
