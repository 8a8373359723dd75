using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

/// <summary>
/// Somebody who reads the database and the logs, and is a neighbour besides: what he learns, and what he can make the gateway do with what he
/// has read (rules J1, J3, J4).
/// </summary>
public abstract class LecteurDeLaBaseTests(PostgresServer postgres, DatabaseEngine engine) : SystemesTest(postgres, engine)
{
    private static readonly string[] Markers = [Name, FirstName, Guardian, Mail, Phone, Street, Ine];

    [Fact]
    public async Task Neither_the_log_at_its_most_talkative_nor_the_audit_nor_the_files_of_the_database_name_anybody()
    {
        var log = new LogLines(LogLevel.Trace);
        await StartAsync(openGate: true, "--Scolarix:Retour:SilenceSecondes=2", "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace",
            "--Logging:LogLevel:System.Net.Http=Trace", "--Logging:Console:LogLevel:Default=None");
        Gateway.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        foreach (var other in (TestEtablissement[])[Ecole, Lycee]) await other.SaveAsync(Gateway);
        await ApogeeAsync();
        await ScolarixAsync();
        await FregataAsync();
        await Fregata.PostAsync("validations", new JsonObject { ["id"] = $"{Name} {FirstName}", [Name] = Ine, ["date"] = Mail });
        await ReturnAsync("decale.csv", "traites", "NUMERO_PARCOURSUP;INE;STATUT;PAYEE;DATE", $"{Name};{FirstName};{Mail};{Street};03/02/2008");
        foreach (var etab in (TestEtablissement[])[Etab, Ecole, Lycee])
            foreach (var path in (string[])["candidats?recherche=" + Name, $"candidats/2026/{Dossier}", $"candidats/2026/{Dossier}/chronologie", "taches", "livraisons"])
                await Api.GetAsync(etab.Path + path);

        Assert.True(log.Seen.Count > 500, $"Only {log.Seen.Count} lines.");
        Assert.All(Markers, marker => Assert.DoesNotContain(log.Seen, line => line.Contains(marker, StringComparison.OrdinalIgnoreCase)));
        var audit = string.Join('\n', await Gateway.QueryAsync<string>("SELECT qui || COALESCE(identifiant, '') || origine || COALESCE(sujet, '') || issue || COALESCE(details, '') FROM audit"));
        Assert.All(Markers, marker => Assert.DoesNotContain(marker, audit, StringComparison.OrdinalIgnoreCase));
        if (Storage.Connection is not null) return;
        foreach (var file in (string[])[Storage.SqliteFile, Storage.SqliteFile + "-wal"])
            Assert.All(Markers, marker => Assert.True(Bytes(file).IndexOf(System.Text.Encoding.UTF8.GetBytes(marker)) < 0, $"{marker} stands in {file}"));
    }

    [Fact]
    public async Task The_same_person_looks_different_in_each_etablissement()
    {
        await StartAllAsync();
        await PushAndRestAsync(Her());
        await Ecole.PushAsync(Gateway, At(Ecole, Her()));
        await Api.AtRestAsync(Ecole.Code);

        var forms = await Gateway.StoredAsync<string>("SELECT ine FROM candidat");
        Assert.Equal((2, 2), (forms.Count, forms.Distinct().Count()));
    }

    /// <summary>He gives back, as his own candidate's, what he has read of a neighbour's: it stays a text like any other.</summary>
    [Fact]
    public async Task The_gateway_opens_nothing_of_a_neighbour_for_whoever_sends_it_what_he_has_read()
    {
        await StartAllAsync();
        await Ecole.PushAsync(Gateway, At(Ecole, Her()));
        await Api.AtRestAsync(Ecole.Code);
        var read = Assert.Single(await Gateway.StoredAsync<string>("SELECT ine FROM candidat"));

        var own = TestDocument.Voeu(17);
        (own["nom"], own["prenom"], own["adresse1"]) = (read[..60], read, read);
        await PushAndRestAsync(own);
        foreach (var path in (string[])["candidats", "candidats/2026/17", "candidats?recherche=" + Uri.EscapeDataString(read), "avertissements", "taches"])
        {
            var (status, text) = await AskAsync(path);
            Assert.True((int)status < 500, $"{path}: {status}");
            Assert.DoesNotContain(Ine, text, StringComparison.Ordinal);
        }
    }

    /// <summary>He may write too: a row of a neighbour that he makes his own is not opened for him.</summary>
    [Theory]
    [InlineData("ine")]
    [InlineData("NULL")]
    public async Task A_row_that_was_moved_to_another_etablissement_shows_nobody(string ine)
    {
        await StartAllAsync();
        await Ecole.PushAsync(Gateway, At(Ecole, Her()));
        await Api.AtRestAsync(Ecole.Code);
        await Gateway.ExecuteAsync($"UPDATE candidat SET etablissement = @Code, ine = {ine}", new { Etab.Code });
        await Gateway.ExecuteAsync("UPDATE voeu SET etablissement = @Code", new { Etab.Code });

        foreach (var path in (string[])["candidats", $"candidats/2026/{Dossier}", $"candidats/2026/{Dossier}/explication", "candidats?recherche=" + Ine])
        {
            var (_, text) = await AskAsync(path);
            Assert.All(Markers, marker => Assert.DoesNotContain(marker, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>Also what lies in a column of text as bytes is authenticated.</summary>
    [Fact]
    public async Task A_bit_of_a_candidate_s_content_that_was_changed_is_refused_and_told()
    {
        await StartAllAsync();
        await PushAndRestAsync(Her());
        var stored = (IDictionary<string, object?>)Assert.Single(await Gateway.StoredAsync<object>("SELECT donnees FROM candidat"));
        var changed = Changed(stored["donnees"]!);
        await Gateway.ExecuteAsync("UPDATE candidat SET donnees = @changed", new { changed });

        var (status, text) = await AskAsync($"candidats/2026/{Dossier}");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("modifié", text, StringComparison.Ordinal);
        Assert.All(Markers, marker => Assert.DoesNotContain(marker, text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whatever reads a row opens what looks sealed: he signs his acts with such a name, and nobody could read the audit any more.</summary>
    [Fact]
    public async Task A_name_that_looks_sealed_blinds_nobody_who_reads_the_audit_or_the_keys()
    {
        await StartAllAsync();
        await PushAndRestAsync(Her());
        var key = Assert.Single(await Gateway.QueryAsync<long>("SELECT id FROM cle_donnees WHERE etablissement = @Code", new { Etab.Code }));
        var sealedByHim = Assert.Single(await Gateway.StoredAsync<string>("SELECT ine FROM candidat"));
        foreach (var name in (string[])[Looks(key), Looks(99), sealedByHim[..^4] + "AAAA", sealedByHim])
        {
            // Made beside the address that refuses it, as a former version has let it pass.
            var (id, own) = await Gateway.Services.GetRequiredService<ApiKeys>().CreateAsync(name, Etab.Code, default);
            using var his = Gateway.Client(own);
            using (var answer = await his.GetAsync(Etab.Path + "candidats")) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await Poll.UntilAsync(async () => (await Api.GetAsync("/api/audit?taille=1000&acte=ListeConsultee"))!["entrees"]!.AsArray().Any(e => e!["qui"]!.ToString() == name));
            Assert.Contains((await Api.GetAsync(Etab.Path + "cles"))!.AsArray(), listed => listed!["nom"]!.ToString() == name);
            Assert.Null((await Gateway.Services.GetRequiredService<AuditVerifier>().VerifyAsync(null, default)).Message);
            using var refused = await Api.RawAsync(HttpMethod.Post, Etab.Path + "cles", new JsonObject { ["nom"] = name }.ToJsonString());
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        var invitations = Gateway.Services.GetRequiredService<InvitationBook>();
        var (made, errors) = await invitations.AccepterAsync(
            await invitations.InviterAsync("Camille", [new Droit(Niveau.Lecture, Etab.Code)], default), "camille", Looks(key), "une phrase assez longue", default);
        Assert.Null(made);
        Assert.Equal("nom", Assert.Single(errors).Champ);
    }

    private async Task<(HttpStatusCode Status, string Text)> AskAsync(string path)
    {
        using var answer = await Api.RawAsync(HttpMethod.Get, Etab.Path + path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static object Changed(object value)
    {
        var bytes = value as byte[] ?? Convert.FromBase64String(((string)value)[SealedMark.Text.Length..]);
        bytes[^1] ^= 1;
        return value is string ? SealedMark.TextOf(bytes) : bytes;
    }

    // The form of a sealed text of that key, and nothing sealed in it.
    private static string Looks(long key)
    {
        var bytes = new byte[SealedValue.Overhead];
        SealedValue.Mark.CopyTo(bytes);
        bytes[4] = SealedValue.VersionOf(UsageTexte.Lu);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(5), key);
        return SealedMark.TextOf(bytes);
    }

    private static ReadOnlySpan<byte> Bytes(string file)
    {
        if (!File.Exists(file)) return [];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}

public sealed class LecteurDeLaBaseOnSqlite(PostgresServer postgres) : LecteurDeLaBaseTests(postgres, DatabaseEngine.Sqlite);

public sealed class LecteurDeLaBaseOnPostgres(PostgresServer postgres) : LecteurDeLaBaseTests(postgres, DatabaseEngine.Postgres);
