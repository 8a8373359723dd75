using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

public sealed class OpiContenuTests
{
    private static readonly OpiContenu Former = new() { Individu = "{\"a\":\"1\"}", Bac = "{\"codBac\":\"S\"}", Voeux = """{"item":[{"codCge":"A","codEtp":"B","codVrsVet":"1","codDecVeu":"F","numCls":"2"}]}""" };

    [Fact]
    public void A_block_of_the_newer_message_replaces_and_an_absent_one_keeps()
    {
        var merged = Former.MergeWith(new OpiContenu { Individu = "{\"a\":\"2\"}", AdresseFixe = "{\"lib1\":\"X\"}" });
        Assert.Equal(Former with { Individu = "{\"a\":\"2\"}", AdresseFixe = "{\"lib1\":\"X\"}" }, merged);
    }

    [Fact]
    public void An_empty_list_of_wishes_replaces_the_former_one() =>
        Assert.Empty(Former.MergeWith(new OpiContenu { Voeux = """{"item":[]}""" }).ReadVoeux()!);

    [Fact]
    public void Every_block_is_reached_by_its_name()
    {
        foreach (var bloc in OpiContenu.Blocs)
        {
            var contenu = OpiContenu.Vide.With(bloc, "{}");
            Assert.Equal("{}", contenu[bloc]);
            Assert.Equal([bloc], OpiContenu.Blocs.Where(b => contenu[b] is not null));
        }
    }

    [Fact]
    public void The_wishes_are_told_with_their_VET_and_decision() =>
        Assert.Equal([new VoeuContenu("A", "B", 1, "F", 2, null)], Former.ReadVoeux()!);
}
