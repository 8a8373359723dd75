using System.Text;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

public sealed class PushReaderTests
{
    private static PushLecture Read(string body) => PushReader.Read(Encoding.UTF8.GetBytes(body));

    [Fact]
    public void The_wrapped_form_and_the_flat_form_read_the_same()
    {
        var wrapped = Assert.IsType<PushLu>(Read($$"""{"identifiant":{"login":"l","pwd":"p"},"donneesCandidat":{{Samples.Candidat}}}"""));
        var flat = Assert.IsType<PushLu>(Read("""{"IDENTIFIANT":{"Login":"l","PWD":"p"},""" + Samples.Candidat.TrimStart()[1..]));

        Assert.Equal(("l", "p"), (wrapped.Login, wrapped.MotDePasse));
        Assert.Equal(Json.Of(wrapped.Candidat), Json.Of(flat.Candidat));
        Assert.Equal(("l", "p"), (flat.Login, flat.MotDePasse));
        Assert.IsType<CandidatLu>(flat.Candidat);
        Assert.Null(flat.TestConnecteur);
    }

    [Fact]
    public void A_body_without_credentials_or_key_is_still_read()
    {
        var lu = Assert.IsType<PushLu>(Read("{}"));
        Assert.Null(lu.Login);
        Assert.Null(lu.MotDePasse);
        Assert.IsType<CandidatIncomplet>(lu.Candidat);
    }

    [Fact]
    public void A_byte_order_mark_is_no_obstacle() => Assert.IsType<PushLu>(Read("\uFEFF" + Samples.Candidat));

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("  \n ", 1, 1)]
    [InlineData("[]", 1, 1)]
    [InlineData("{\n  \"session\": 2026,\n  oups\n}", 3, 3)]
    [InlineData("<html>", 1, 1)]
    public void An_unreadable_body_is_told_with_its_place(string body, long line, long column)
    {
        var illisible = Assert.IsType<PushIllisible>(Read(body));
        Assert.Equal((line, column), (illisible.Ligne, illisible.Colonne));
        Assert.NotEmpty(illisible.Message);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_spoil_only_their_field()
    {
        var body = Encoding.Latin1.GetBytes("""{"session":2026,"codeCandidat":1,"codeFormationPsup":2,"codeSituation":1,"nom":"Lefèvre","prenom":"Zoe"}""");
        var lu = Assert.IsType<CandidatLu>(Assert.IsType<PushLu>(PushReader.Read(body)).Candidat);
        Assert.Equal("nom", Assert.Single(lu.Candidat.Defauts).Champ);
        Assert.Equal("Zoe", lu.Candidat.Prenom);
    }

    [Fact]
    public void The_message_of_the_reverse_way_test_carries_its_token()
    {
        var body = PushTestMessage.Write(new Identifiants("l", "p"), "jeton", 2026, Samples.Options("").CandidatTest!);
        var lu = Assert.IsType<PushLu>(PushReader.Read(body));
        Assert.Equal(("jeton", "l", "p"), (lu.TestConnecteur, lu.Login, lu.MotDePasse));
        Assert.IsType<CandidatLu>(lu.Candidat);
    }

    [Fact]
    public void Printing_never_shows_the_password()
    {
        var lu = Read("""{"identifiant":{"login":"l","pwd":"hunter2"}}""");
        Assert.DoesNotContain("hunter2", lu.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", new Identifiants("l", "hunter2").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", (Samples.Options("https://x") with { MotDePasse = "hunter2" }).ToString(), StringComparison.Ordinal);
    }
}
