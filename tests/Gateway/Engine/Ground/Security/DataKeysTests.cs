using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Security;

/// <summary>A content opens where it was sealed, unchanged, with the key of its établissement, and in no other way.</summary>
public abstract class DataKeysTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("""{"nom":"LEFÈVRE"}""");

    private DataKeys Keys => Gateway.Services.GetRequiredService<DataKeys>();

    private Database Database => Gateway.Services.GetRequiredService<Database>();

    [Fact]
    public async Task It_opens_where_it_was_sealed_and_never_looks_the_same_twice()
    {
        await StartAsync(openGate: false);
        var value = await SealAsync("a");

        Assert.Equal(Content.Length + SealedValue.Overhead, value.Length);
        Assert.NotEqual(value, await SealAsync("a"));
        Assert.Equal(Content, await OpenAsync("a", value));
        Keys.Forget();
        Assert.Equal(Content, await OpenAsync("a", value));
        // Nothing is nothing, and what a former version wrote is read as it came.
        Assert.Empty(await Keys.SealAsync("a", IntakeColumns.Corps, ReadOnlyMemory<byte>.Empty, default));
        Assert.Equal(Content, await OpenAsync("a", Content));
    }

    [Fact]
    public async Task What_belongs_to_no_etablissement_has_a_key_too()
    {
        await StartAsync(openGate: false);

        Assert.Equal(Content, await OpenAsync("", await SealAsync("")));
    }

    [Fact]
    public async Task Text_is_sealed_as_text()
    {
        await StartAsync(openGate: false);
        var column = new SealedColumn("table", "colonne") { IsText = true };
        var value = await Keys.SealAsync(null, "a", column, "LEFÈVRE", default);

        Assert.StartsWith("scelle:", value, StringComparison.Ordinal);
        Assert.Equal("LEFÈVRE", await Keys.OpenAsync("a", column, value, default));
        Assert.Equal("[]", await Keys.OpenAsync("a", column, "[]", default));
        await Assert.ThrowsAsync<SealedValueException>(async () => await Keys.OpenAsync("a", column, value[..^1] + "?", default));
    }

    [Fact]
    public async Task One_that_was_moved_to_another_etablissement_or_column_is_refused()
    {
        await StartAsync(openGate: false);
        var value = await SealAsync("a");
        await SealAsync("b");

        await Assert.ThrowsAsync<SealedValueException>(async () => await OpenAsync("b", value));
        var column = await Assert.ThrowsAsync<SealedValueException>(async () => await Keys.OpenAsync("a", EchangeColumns.Requete, value, default));
        Assert.Contains("« a » (echange.requete) a été modifié ou déplacé dans la base", column.Message, StringComparison.Ordinal);

        // The number of its own key makes nothing better: it was sealed for the other one.
        var forged = (byte[])value.Clone();
        (await SealAsync("b")).AsSpan(0, 13).CopyTo(forged);
        Assert.False((await Assert.ThrowsAsync<SealedValueException>(async () => await OpenAsync("b", forged))).IsLost);
    }

    [Fact]
    public async Task One_that_was_changed_anywhere_or_cut_is_refused()
    {
        await StartAsync(openGate: false);
        var value = await SealAsync("a");
        for (var i = SealedValue.Mark.Length; i < value.Length; i++)
        {
            var changed = (byte[])value.Clone();
            changed[i] ^= 1;
            await Assert.ThrowsAsync<SealedValueException>(async () => await OpenAsync("a", changed));
        }

        for (var length = SealedValue.Mark.Length; length < value.Length; length++)
            await Assert.ThrowsAsync<SealedValueException>(async () => await OpenAsync("a", value[..length]));
    }

    [Fact]
    public async Task A_wrapped_key_is_worth_nothing_in_the_row_of_another_etablissement()
    {
        await StartAsync(openGate: false);
        var (a, b) = (await SealAsync("a"), await SealAsync("b"));
        await Database.ExecuteAsync("UPDATE cle_donnees SET cle = (SELECT o.cle FROM cle_donnees o WHERE o.etablissement = 'a') WHERE etablissement = 'b'", null, default);
        Keys.Forget();

        var moved = await Assert.ThrowsAsync<SealedValueException>(async () => await OpenAsync("b", b));
        Assert.Contains("modifiée ou déplacée dans la base", moved.Message, StringComparison.Ordinal);
        // Nothing is sealed with a key that is not its own, and the others go on.
        await Assert.ThrowsAsync<SealedValueException>(async () => await SealAsync("b"));
        Assert.Equal(Content, await OpenAsync("a", a));
    }

    [Fact]
    public async Task Without_its_key_what_was_sealed_is_erased_and_that_is_said()
    {
        await StartAsync(openGate: false);
        var (a, b) = (await SealAsync("a"), await SealAsync("b"));
        await Database.ExecuteAsync("DELETE FROM cle_donnees WHERE etablissement = 'a'", null, default);
        Keys.Forget();

        var lost = await Assert.ThrowsAsync<SealedValueException>(async () => await OpenAsync("a", a));
        Assert.True(lost.IsLost);
        Assert.Contains("de l'établissement « a » n'existe plus : ce qu'elle chiffrait est effacé", lost.Message, StringComparison.Ordinal);
        Assert.Equal(Content, await OpenAsync("b", b));
        // Whoever has the code next has another key, under which the former content opens as little.
        Assert.Equal(Content, await OpenAsync("a", await SealAsync("a")));
        Assert.True((await Assert.ThrowsAsync<SealedValueException>(async () => await OpenAsync("a", a))).IsLost);
    }

    [Fact]
    public async Task Whoever_seals_first_at_the_same_moment_all_have_the_same_key()
    {
        await StartAsync(openGate: false);
        var values = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SealAsync("a"))));

        Assert.Equal(1, await Database.ScalarAsync<int>("SELECT COUNT(*) FROM cle_donnees WHERE etablissement = 'a'", null, default));
        Keys.Forget();
        foreach (var value in values) Assert.Equal(Content, await OpenAsync("a", value));
    }

    [Fact]
    public async Task A_key_that_is_drawn_in_a_transaction_that_fails_was_never_there()
    {
        await StartAsync(openGate: false);
        await using (var session = await Database.WriteAsync(default))
            await Keys.SealAsync(session, "a", IntakeColumns.Corps, Content, default);

        Assert.Equal(0, await Database.ScalarAsync<int>("SELECT COUNT(*) FROM cle_donnees WHERE etablissement = 'a'", null, default));
        var value = await SealAsync("a");
        Keys.Forget();
        Assert.Equal(Content, await OpenAsync("a", value));
    }

    [Fact]
    public async Task Where_nothing_is_to_be_sealed_only_what_looks_sealed_is()
    {
        await StartAsync(openGate: false, "--Securite:ChiffrementDonnees=false");
        Assert.Equal(Content, await SealAsync("a"));

        byte[] lookalike = [.. SealedValue.Mark, .. Content];
        var value = await Keys.SealAsync("a", IntakeColumns.Corps, lookalike, default);
        Assert.NotEqual(lookalike, value);
        Assert.Equal(lookalike, await OpenAsync("a", value));
    }

    /// <summary>Whoever reads the row has it opened, if the row, or what was asked for, says that it is this établissement's.</summary>
    [Fact]
    public async Task A_text_that_names_people_is_opened_as_rows_are_read_and_for_its_etablissement_alone()
    {
        await StartAsync(openGate: false);
        await NoteAsync("a", "LEFÈVRE");
        await NoteAsync("b", "DURAND");

        Assert.All(await Gateway.StoredAsync<string>("SELECT message FROM tache"), text => Assert.StartsWith("scelle:", text, StringComparison.Ordinal));
        Assert.Equal(["LEFÈVRE", "DURAND"], (await Database.QueryAsync<(string Message, string Etablissement)>(
            "SELECT message, etablissement FROM tache ORDER BY etablissement", null, default)).Select(t => t.Message));
        Assert.Equal("DURAND", await Database.ScalarAsync<string>("SELECT message FROM tache WHERE etablissement = @code", new { code = "b" }, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.QueryAsync<string>("SELECT message FROM tache", null, default));

        // Moved to another établissement's row, it is not shown there.
        await Database.ExecuteAsync("UPDATE tache SET message = (SELECT o.message FROM tache o WHERE o.etablissement = 'a') WHERE etablissement = 'b'", null, default);
        var moved = await Assert.ThrowsAsync<SealedValueException>(() => Database.QueryAsync<string>("SELECT message FROM tache WHERE etablissement = @code", new { code = "b" }, default));
        Assert.Contains("Un texte chiffré a été modifié ou déplacé", moved.Message, StringComparison.Ordinal);
        // Whoever reads it is told of no neighbour.
        Assert.DoesNotContain("« a »", moved.Message, StringComparison.Ordinal);

        await Database.ExecuteAsync("DELETE FROM cle_donnees WHERE etablissement = 'a'", null, default);
        Keys.Forget();
        Assert.Contains("n'existe plus : ce qu'elle chiffrait est effacé",
            await Database.ScalarAsync<string>("SELECT message FROM tache WHERE etablissement = @code", new { code = "a" }, default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_searched_looks_the_same_within_an_etablissement_and_nowhere_else()
    {
        await StartAsync(openGate: false);
        async Task<string?> SearchedAsync(string code, string text) =>
            await Database.WriteAsync(async session => await session.SealAsync(code, text, default, UsageTexte.Cherche), default);
        var here = await SearchedAsync("a", "000000017AA");

        Assert.Equal(here, await SearchedAsync("a", "000000017AA"));
        Assert.NotEqual(here, await SearchedAsync("a", "000000018AA"));
        Assert.NotEqual(here, await SearchedAsync("b", "000000017AA"));
        Assert.Equal(["000000017AA", here], await Database.FormsAsync("a", ["000000017AA"], default));
        // What tells nothing stays as it is: conditions ask for it.
        Assert.Equal("[]", await SearchedAsync("a", "[]"));
        Assert.Null(await SearchedAsync("a", null!));
    }

    private Task NoteAsync(string code, string message) => Database.WriteAsync(async session => await session.ExecuteAsync(
        "INSERT INTO tache (etablissement, type, sujet, message, creee_le) VALUES (@code, 'Essai', 's', @message, @now)",
        new { code, message = await session.SealAsync(code, message, default), now = TimeProvider.System.GetUtcNow() }, default), default);

    private async Task<byte[]> SealAsync(string etablissement) => await Keys.SealAsync(etablissement, IntakeColumns.Corps, Content, default);

    private async Task<byte[]> OpenAsync(string etablissement, byte[] value) => await Keys.OpenAsync(etablissement, IntakeColumns.Corps, value, default);
}

public sealed class DataKeysTestsOnSqlite(PostgresServer postgres) : DataKeysTests(postgres, DatabaseEngine.Sqlite);

public sealed class DataKeysTestsOnPostgres(PostgresServer postgres) : DataKeysTests(postgres, DatabaseEngine.Postgres);
