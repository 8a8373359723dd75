using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

public sealed class OpiMessageReaderTests
{
    [Fact]
    public void A_message_becomes_canonical_json_per_block()
    {
        var recu = Samples.Received(Samples.Individu + $"<voeux>{Samples.Wish()}</voeux>");

        Assert.Equal("100017", recu.CodOpiIntEpo);
        Assert.Equal(10, recu.Version);
        Assert.Equal("""{"codOpiIntEpo":"100017","donneesNaissance":{"dateNaiIndOpi":"28022008"},"etatCivil":{"libNomPatIndOpi":"DURAND","libPr1IndOpi":"LEA"}}""", recu.Contenu.Individu);
        Assert.Equal("""{"item":[{"codCge":"DRT","codDecVeu":"F","codEtp":"L1DROI","codVrsVet":"101","numCls":"1"}]}""", recu.Contenu.Voeux);
        Assert.Null(recu.Contenu.Bac);
    }

    public static TheoryData<int, string> Everywhere
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var version = 2; version <= 10; version++)
                foreach (var suffix in new[] { "", "_24022011", "_30042019", "_12345678" }) data.Add(version, Samples.Ns + suffix);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void Every_version_is_read_in_every_known_namespace(int version, string ns)
    {
        var recu = Assert.IsType<OpiRecu>(Samples.Read(Samples.Individu + $"<voeux>{Samples.Wish()}</voeux>", version, ns));
        Assert.Equal((version, ns), (recu.Version, recu.EspaceDeNoms));
        Assert.Equal("L1DROI", Assert.Single(recu.Contenu.ReadVoeux()!).CodEtp);
    }

    [Theory]
    [InlineData(10, Samples.Ns + "_123")]
    [InlineData(10, Samples.Ns + "-impl")]
    [InlineData(10, "urn:autre")]
    [InlineData(99, Samples.Ns)]
    [InlineData(1, Samples.Ns)]
    [InlineData(11, Samples.Ns)]
    public void An_unknown_operation_is_refused(int version, string ns) =>
        Assert.Equal("technical.parameter.noncoherentinput.operation", Assert.IsType<OpiFaute>(Samples.Read(Samples.Individu, version, ns)).Code);

    [Theory]
    [MemberData(nameof(OpiSchemaTests.Versions), MemberType = typeof(OpiSchemaTests))]
    public void Nil_absent_and_empty_mean_no_value(int version)
    {
        var recu = Samples.Received(Samples.Individu.Replace("<etatCivil>", "<etatCivil><libPr2IndOpi xsi:nil=\"true\"/><libPr3IndOpi></libPr3IndOpi><codSexEtuOpi>  </codSexEtuOpi>", StringComparison.Ordinal)
            + "<bac xsi:nil='1'/><adresseFixe><lib1/></adresseFixe><dac><codNif xsi:nil='true'/></dac><voeux xsi:nil='true'/>", version);

        Assert.Equal(Samples.Received(Samples.Individu, version).Contenu, recu.Contenu);
    }

    [Theory]
    [MemberData(nameof(OpiSchemaTests.Versions), MemberType = typeof(OpiSchemaTests))]
    public void Unknown_elements_and_xsi_type_are_ignored_even_one_that_names_the_wrong_DTO(int version)
    {
        var typed = (Samples.Individu + $"<voeux>{Samples.Wish()}</voeux>")
            .Replace("<individu>", "<individu xsi:type='x:MAJOpiIndDTO' xmlns:x='MAJOpiIndDTO.opi.dto.transverse.commun.apogee.education.gouv'><inconnu><a>1</a></inconnu>", StringComparison.Ordinal)
            .Replace("<item>", "<item xsi:type='x:MAJOpiVoeuDTO' xmlns:x='urn:x'>", StringComparison.Ordinal)
            .Replace("<numCls>", "<numCls xsi:type='xsd:string' xmlns:xsd='http://www.w3.org/2001/XMLSchema'>", StringComparison.Ordinal);

        var recu = Samples.Received(typed + "<nouveauBloc><b/></nouveauBloc>", version);

        Assert.Equal(Samples.Received(Samples.Individu + $"<voeux>{Samples.Wish()}</voeux>", version).Contenu, recu.Contenu);
    }

    [Fact]
    public void An_element_of_a_later_version_is_unknown_to_an_earlier_one() =>
        Assert.Equal(
            Samples.Received(Samples.Individu + $"<voeux>{Samples.Wish()}</voeux>", 7).Contenu,
            Samples.Received(Samples.Individu + $"<voeux>{Samples.Wish(extra: "<codCatOuiSi>X</codCatOuiSi>")}</voeux>", 7).Contenu);

    [Fact]
    public void Values_stay_as_received_but_numbers_and_keys_lose_surrounding_blanks()
    {
        var recu = Samples.Received(Samples.Individu.Replace(">100017<", ">\n  100017 <", StringComparison.Ordinal)
            .Replace("<individu>", "<individu><codEtuOpi> 42 </codEtuOpi><donneesPersonnelles><adrMailOpi> é&amp;\"😀 </adrMailOpi></donneesPersonnelles>", StringComparison.Ordinal));

        Assert.Equal("100017", recu.CodOpiIntEpo);
        Assert.StartsWith("""{"codEtuOpi":"42","codOpiIntEpo":"100017",""", recu.Contenu.Individu, StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse(recu.Contenu.Individu!);
        Assert.Equal(" é&\"😀 ", json.RootElement.GetProperty("donneesPersonnelles").GetProperty("adrMailOpi").GetString());
    }

    [Theory]
    [InlineData("<voeux><item/></voeux>")]
    [InlineData("<voeux><item xsi:nil='true'/></voeux>")]
    [InlineData("<voeux><item><codCge xsi:nil='true'/><convocation/></item></voeux>")]
    public void One_empty_item_means_no_wishes(string voeux)
    {
        var contenu = Samples.Received(Samples.Individu + voeux).Contenu;
        Assert.Equal("""{"item":[]}""", contenu.Voeux);
        Assert.Empty(contenu.ReadVoeux()!);
    }

    [Theory]
    [InlineData("<voeux/>")]
    [InlineData("<voeux><modEnv>R</modEnv></voeux>")]
    [InlineData("")]
    public void A_list_without_items_says_nothing(string voeux)
    {
        var contenu = Samples.Received(Samples.Individu + voeux).Contenu;
        Assert.Null(contenu.Voeux);
        Assert.Null(contenu.ReadVoeux());
    }

    [Fact]
    public void ModEnv_stands_before_the_items_wherever_it_came() =>
        Assert.StartsWith("""{"modEnv":"R\"","item":[{""", Samples.Received(Samples.Individu + $"<voeux>{Samples.Wish()}<modEnv>R\"</modEnv></voeux>").Contenu.Voeux, StringComparison.Ordinal);

    [Theory]
    [InlineData("codOpiIntEpo", "individu.codOpiIntEpo")]
    [InlineData("libNomPatIndOpi", "individu.etatCivil.libNomPatIndOpi")]
    [InlineData("libPr1IndOpi", "individu.etatCivil.libPr1IndOpi")]
    [InlineData("dateNaiIndOpi", "individu.donneesNaissance.dateNaiIndOpi")]
    public void A_missing_required_field_of_the_individual_is_named(string element, string champ)
    {
        var xml = XElement.Parse(Samples.Individu);
        xml.Descendants(element).Single().Remove();
        var faute = Samples.Refused(xml.ToString());
        Assert.Equal($"technical.parameter.nullinput.{element}", faute.Code);
        Assert.Equal(champ, faute.Champ);
    }

    [Theory]
    [InlineData("codCge")]
    [InlineData("codEtp")]
    [InlineData("codVrsVet")]
    [InlineData("numCls")]
    [InlineData("codDecVeu")]
    public void A_missing_required_field_of_a_wish_is_named_with_its_rank(string element)
    {
        var wish = XElement.Parse(Samples.Wish("AUTRE"));
        wish.Element(element)!.Remove();
        var faute = Samples.Refused(Samples.Individu + $"<voeux>{Samples.Wish()}{wish}</voeux>");
        Assert.Equal($"technical.parameter.nullinput.{element}", faute.Code);
        Assert.Equal($"voeux.item[2].{element}", faute.Champ);
        Assert.Contains("vœu n° 2", faute.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "technical.parameter.nullinput.codOpiIntEpo")]
    [InlineData("<individu xsi:nil='true'/>", "technical.parameter.nullinput.codOpiIntEpo")]
    [InlineData("{I}<voeux>{W}{W}</voeux>", "technical.parameter.duplicateinput.voeux")]
    [InlineData("{I}<voeux>{W}<item/></voeux>", "technical.parameter.nullinput.codCge")]
    [InlineData("{I}<dac><codNif>douze</codNif></dac>", "technical.parameter.noncoherentinput.codNif")]
    [InlineData("{I}<donneesThese><codDis>99999999999</codDis></donneesThese>", "technical.parameter.noncoherentinput.codDis")]
    public void What_rule_B2_forbids_is_refused(string donnees, string code) =>
        Assert.Equal(code, Samples.Refused(donnees.Replace("{I}", Samples.Individu, StringComparison.Ordinal).Replace("{W}", Samples.Wish(), StringComparison.Ordinal)).Code);

    [Theory]
    [InlineData("X", "", "technical.parameter.noncoherentinput.codDecVeu")]
    [InlineData("f", "", "technical.parameter.noncoherentinput.codDecVeu")]
    [InlineData("F", "<codDip>LD</codDip>", "technical.parameter.noncoherentinput.codVrsVdi")]
    [InlineData("F", "<codVrsVdi>101</codVrsVdi>", "technical.parameter.noncoherentinput.codDip")]
    [InlineData("F", "<codVrsVdi>x</codVrsVdi><codDip>LD</codDip>", "technical.parameter.noncoherentinput.codVrsVdi")]
    [InlineData("F", "<convocation><dhhCvc>midi</dhhCvc></convocation>", "technical.parameter.noncoherentinput.dhhCvc")]
    public void A_wrong_wish_is_refused(string decision, string extra, string code) =>
        Assert.Equal(code, Samples.Refused(Samples.Individu + $"<voeux>{Samples.Wish(decision: decision, extra: extra)}</voeux>").Code);

    [Fact]
    public void The_same_VET_under_another_spelling_of_its_version_is_a_duplicate() =>
        Assert.Equal("technical.parameter.duplicateinput.voeux",
            Samples.Refused(Samples.Individu + $"<voeux>{Samples.Wish()}{Samples.Wish().Replace(">101<", "> +0101 <", StringComparison.Ordinal)}</voeux>").Code);

    [Theory]
    [InlineData("{I}{I}", "individu")]
    [InlineData("<individu xsi:nil='true'/>{I}", "individu")]
    [InlineData("{I}<bac/><bac/>", "bac")]
    [InlineData("{I}<voeux>{W}</voeux><voeux/>", "voeux")]
    [InlineData("<individu><codOpiIntEpo>1</codOpiIntEpo><codOpiIntEpo>2</codOpiIntEpo></individu>", "individu.codOpiIntEpo")]
    [InlineData("<individu><codEtuOpi xsi:nil='true'/><codEtuOpi>1</codEtuOpi></individu>", "individu.codEtuOpi")]
    [InlineData("<individu><codEtuOpi/><x:codEtuOpi xmlns:x='urn:x'/></individu>", "individu.codEtuOpi")]
    [InlineData("<individu><etatCivil/><etatCivil><libPr1IndOpi>A</libPr1IndOpi></etatCivil></individu>", "individu.etatCivil")]
    [InlineData("<individu><etatCivil><libPr1IndOpi>A</libPr1IndOpi><libPr1IndOpi>A</libPr1IndOpi></etatCivil></individu>", "individu.etatCivil.libPr1IndOpi")]
    [InlineData("{I}<voeux>{W}<item><comExoExt/><comExoExt/></item></voeux>", "voeux.item[2].comExoExt")]
    [InlineData("{I}<voeux>{W}<item><convocation><datCvc/><datCvc/></convocation></item></voeux>", "voeux.item[2].convocation.datCvc")]
    [InlineData("{I}<voeux><modEnv>R</modEnv><modEnv/></voeux>", "voeux.modEnv")]
    [InlineData("{I}</_donneesOpi><_donneesOpi xsi:nil='true'>", "_donneesOpi")]
    public void What_may_stand_once_and_stands_twice_is_refused_with_its_place(string donnees, string champ)
    {
        var faute = Samples.Refused(donnees.Replace("{I}", Samples.Individu, StringComparison.Ordinal).Replace("{W}", Samples.Wish(), StringComparison.Ordinal));
        Assert.Equal(("technical.parameter.duplicateinput.message", champ), (faute.Code, faute.Champ));
        Assert.Matches(@"\(ligne 1, colonne [0-9]{3,}\)", faute.Message);
    }

    [Fact]
    public void Unknown_elements_may_stand_as_often_as_they_like() =>
        Assert.Equal(Samples.Received(Samples.Individu).Contenu, Samples.Received("<x/>" + Samples.Individu.Replace("<individu>", "<individu><y/><y/>", StringComparison.Ordinal) + "<x/>").Contenu);

    [Fact]
    public void A_value_that_is_quoted_in_a_refusal_is_never_cut_through_a_character()
    {
        var faute = Samples.Refused(Samples.Individu + $"<voeux>{Samples.Wish(decision: new string('x', 19) + "😀😀")}</voeux>");
        Assert.Contains("« xxxxxxxxxxxxxxxxxxx… »", faute.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_OPI_number_of_eleven_characters_is_refused() =>
        Assert.Equal("technical.parameter.noncoherentinput.codOpiIntEpo", Samples.Refused(Samples.Individu.Replace("100017", "12345678901", StringComparison.Ordinal)).Code);

    [Fact]
    public void Optional_fields_are_opaque_even_too_long_ones() =>
        Samples.Received(Samples.Individu + $"<bac><daaObtBacOba>l'an dernier</daaObtBacOba></bac>");

    /// <summary>Cut to the column's eight characters, it would be another date and the student's login with it.</summary>
    [Theory]
    [InlineData("28/02/2008")]
    [InlineData("2008-02-28")]
    [InlineData("2008-02-28T00:00")]
    public void A_birth_date_that_would_be_cut_is_refused_and_cited_whole(string date)
    {
        var faute = Samples.Refused(Samples.Individu.Replace("28022008", date, StringComparison.Ordinal));
        Assert.Equal(("technical.parameter.noncoherentinput.dateNaiIndOpi", "individu.donneesNaissance.dateNaiIndOpi"), (faute.Code, faute.Champ));
        Assert.Contains($"« {date} »", faute.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journaled_message_is_read_again_in_the_charset_of_its_content_type()
    {
        var utf8 = Encoding.UTF8.GetString(Samples.Envelope(Samples.Individu.Replace("LEA", "LÉA", StringComparison.Ordinal))).Replace("<?xml version='1.0' encoding='UTF-8'?>", "", StringComparison.Ordinal);
        var recu = Assert.IsType<OpiRecu>(OpiMessageReader.Read(Encoding.Latin1.GetBytes(utf8), "text/xml; charset=\"ISO-8859-1\""));
        Assert.Equal("LÉA", recu.Contenu.ReadIdentite()!.Prenom);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pas du XML")]
    [InlineData("<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body/></e:Envelope>")]
    public void An_unreadable_message_is_a_fault_not_an_exception(string text) =>
        Assert.Equal("technical.parameter.noncoherentinput.message", Assert.IsType<OpiFaute>(OpiMessageReader.Read(Encoding.UTF8.GetBytes(text), null)).Code);

    [Fact]
    public void A_reading_keeps_nothing_of_the_one_before()
    {
        Samples.Refused(Samples.Individu + $"<bac><codBac>B</codBac></bac><voeux>{Samples.Wish()}{Samples.Wish(decision: "X", codEtp: "B")}</voeux>");
        var recu = Samples.Received(Samples.Individu + $"<voeux>{Samples.Wish()}</voeux>");
        Assert.Null(recu.Contenu.Bac);
        Assert.Single(recu.Contenu.ReadVoeux()!);
    }

    [Theory]
    [MemberData(nameof(OpiSchemaTests.Versions), MemberType = typeof(OpiSchemaTests))]
    public void The_order_of_children_does_not_matter(int version) => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true),
        Prop.ForAll(ContenuGen.Arbitrary(version), Gen.Choose(0, 100000).ToArbitrary(), (contenu, seed) =>
        {
            var request = Samples.Write(contenu, Samples.Options with { Version = version }).Request;
            Shuffle(request, new Random(seed));
            return Assert.IsType<OpiRecu>(OpiMessageReader.Read(Samples.Wrap(request), null)).Contenu == contenu;
        }));

    // Wishes keep their places among themselves: their order is content.
    private static void Shuffle(XElement element, Random random)
    {
        var children = element.Elements().ToList();
        foreach (var child in children) Shuffle(child, random);
        if (children.Count == 0) return;
        var items = new Queue<XElement>(children.Where(c => c.Name == "item"));
        var shuffled = children.OrderBy(_ => random.Next()).ToList();
        element.ReplaceNodes(shuffled.Select(c => c.Name == "item" ? items.Dequeue() : c));
    }
}
