using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Facade;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

public sealed class ReadingProperties
{
    [Fact]
    public void Any_case_of_keys_any_order_and_numbers_as_text_read_the_same_candidate()
    {
        var expected = Json.Of(CandidatReader.Read(Json.Parse(Samples.Candidat), null));
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
            Json.Of(CandidatReader.Read(Json.Parse(Disguise(Samples.Candidat, new Random(seed))), null)) == expected)
            .QuickCheckThrowOnFailure();
    }

    [Property]
    public Property Any_candidate_that_is_written_is_read_back_the_same() =>
        Prop.ForAll(CandidatGen.ToArbitrary(), pair =>
        {
            var lu = CandidatReader.Read(Json.Parse(CandidatWriter.Write(pair.Candidat, pair.Voeu, 2)), null) as CandidatLu;
            return lu is { EtatInscription: 2 } && Json.Of(lu.Candidat) == Json.Of(pair.Candidat) && Json.Of(lu.Voeu) == Json.Of(pair.Voeu);
        });

    [Property]
    public Property No_bytes_at_all_make_the_push_reader_fail() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<int>(), (noise, at) =>
        {
            var body = System.Text.Encoding.UTF8.GetBytes(Samples.Candidat);
            var place = (int)((uint)at % body.Length);
            PushReader.Read((noise ?? []).ToArray());
            PushReader.Read((byte[])[.. body[..place], .. noise ?? [], .. body[place..]]);
            return true;
        });

    private static string Disguise(string json, Random random)
    {
        using var document = JsonDocument.Parse(json);
        var members = document.RootElement.EnumerateObject().ToList();
        for (var i = members.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (members[i], members[j]) = (members[j], members[i]);
        }

        return "{" + string.Join(",", members.Select(m =>
        {
            var name = string.Concat(m.Name.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));
            var value = m.Value.ValueKind == JsonValueKind.Number && random.Next(2) == 0 ? $"\"{m.Value.GetRawText()}\"" : m.Value.GetRawText();
            return $"\"{name}\":{value}";
        })) + "}";
    }

    private static readonly Gen<string?> Text = Gen.OneOf(
        Gen.Constant((string?)null),
        Gen.Elements<string?>("Lefèvre", "O'Neil", "ÉLÉONORE", "d’Été", "a\"b\\c", "Nguyễn", "x y", "12", "true"));

    private static readonly Gen<int> Number = Gen.Choose(1, 99_999_999);

    private static readonly Gen<Adresse> Address =
        from l in Text.ArrayOf(7)
        select new Adresse { Ligne1 = l[0], Ligne2 = l[1], Ligne3 = l[2], CodePostal = l[3], CodeCommune = l[4], LibelleCommune = l[5], CodePays = l[6] };

    private static readonly Gen<ResponsableLegal> Guardian =
        from t in Text.ArrayOf(3)
        from address in Address
        select new ResponsableLegal { Nom = "RL", Prenom = t[0], Mail = t[1], Tel = t[2], Adresse = address };

    private static readonly Gen<(Candidat Candidat, Voeu Voeu)> CandidatGen =
        from session in Gen.Choose(2018, 2040)
        from code in Number
        from formation in Number
        from t in Text.ArrayOf(20)
        from flags in Gen.Elements(true, false).ArrayOf(4)
        from days in Gen.Choose(0, 9000)
        from minutes in Gen.Choose(0, 500_000)
        from small in Gen.Choose(0, 5).ArrayOf(2)
        from address in Address
        from count in Gen.Choose(0, 2)
        from guardians in Guardian.ArrayOf(count)
        select (
            new Candidat
            {
                Session = session, CodeCandidat = code, Ine = flags[0] ? "123456789AB" : null, Sexe = t[0], Nom = t[1], Prenom = t[2],
                Prenom2 = t[3], Prenom3 = t[4], DateNaissance = flags[1] ? new DateOnly(1985, 1, 1).AddDays(days) : null,
                CodeCommuneNaissance = t[5], LibelleCommuneNaissance = t[6], DepartementNaissance = t[7], CodePaysNaissance = t[8],
                CodePaysNationalite = t[9], Adresse = address, Mail = t[10], TelMobile = t[11], TelFixe = t[12],
                Bac = new InscriptionBac { Annee = flags[2] ? session : null, Mois = flags[2] ? 6 : null, Serie = t[13], Mention = t[14] },
                CodeEtablissementSco = t[15], ResponsablesLegaux = guardians,
            },
            new Voeu
            {
                Key = new VoeuKey(session, code, formation, flags[3]), CodeSituation = small[0], CodeAmenagement = small[1],
                DateReponse = flags[2] ? new DateTime(session, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMinutes(minutes) : null,
                LibelleFormation = t[16], CodeSise = t[17], CodesFormation = [t[18], null, t[19], t[1]],
                CodeEtablissement = flags[0] ? "0730013T" : null, CodeEtablissementAffectation = flags[1] ? "0730016W" : null, Cesure = flags[0],
            });
}
