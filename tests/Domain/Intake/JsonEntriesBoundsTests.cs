using System.Text;
using Parcoursup.Gateway.Domain.Intake;

namespace Parcoursup.Gateway.Domain.Tests.Intake;

/// <summary>
/// Rule K4, byte by byte. An entry is shown as its place and its bytes, with "!" where it cannot be read; " ]" at the end says that the list
/// was read to its closing bracket.
/// </summary>
public sealed class JsonEntriesBoundsTests
{
    [Theory]
    [InlineData("[1,2]", "1:1 3:2 ]")]
    [InlineData("\t[ 1 ,\r\n\"a,]b\" , true,null ]\n", "3:1 8:\"a,]b\" 17:true 22:null ]")]
    [InlineData("[[1,[2]],{\"a\":[{},{\"b\":{}}]},3]", "1:[1,[2]] 9:{\"a\":[{},{\"b\":{}}]} 29:3 ]")]
    [InlineData("[,1,, 2,]", "2:1 6:2 ]")] // a comma too many
    [InlineData("[{\"n\":0}],{\"n\":1}]", "1:{\"n\":0} 10:{\"n\":1} ]")] // a bracket too many
    [InlineData("[{\"n\":0}] , {\"n\":1}]", "1:{\"n\":0} 12:{\"n\":1} ]")]
    [InlineData("[1]]", "1:1")]
    [InlineData("[1] \t\r\n", "1:1 ]")]
    [InlineData("[\"a\\\"],\",2]", "1:\"a\\\"],\" 9:2 ]")] // an escaped quote ends no text
    [InlineData("[\"a\\\\\",2]", "1:\"a\\\\\" 7:2 ]")] // an escaped backslash does
    [InlineData("[{\"n\" 0},1]", "1:{\"n\" 0}! 9:1 ]")]
    [InlineData("[{\"n\":0}},1]", "1:{\"n\":0}}! 10:1 ]")]
    [InlineData("[ {\"a\" 1 , {\"b\":2} }, 3]", "2:{\"a\" 1! 11:{\"b\":2} }! 22:3 ]")] // cut where another object seems to begin
    [InlineData("[{\"a\":\"x},{\"b\":2},3]", "1:{\"a\":\"x}! 10:{\"b\":2} 18:3 ]")] // and inside the text that has lost its quote
    [InlineData("[ {\"a\":\"x},{\"b\":2},3]", "2:{\"a\":\"x}! 11:{\"b\":2} 19:3 ]")]
    [InlineData("[{\"a\":\"x},", "")]
    [InlineData("[{\"a\":\"x} , ", "")]
    [InlineData("[{\"a\":\"x},{", "")]
    [InlineData("[{\"a\":\"x} , { \"b\":2},3]", "1:{\"a\":\"x}! 12:{ \"b\":2} 21:3 ]")]
    [InlineData("[{\"a\" \"x},{b\"},3]", "1:{\"a\" \"x},{b\"}! 15:3 ]")] // no key begins there
    [InlineData("[{\"a\" \"x}, \"},3]", "1:{\"a\" \"x}, \"}! 14:3 ]")]
    [InlineData("[{\"a\" \"x}\"},3]", "1:{\"a\" \"x}\"}! 12:3 ]")]
    [InlineData("[{\"a\":\"x} ; {\"b},3]", "1:{\"a\":\"x} ; {\"b}! 17:3 ]")]
    [InlineData("[{\"a\":\"x},{\"b\":2},{\"c\":\"y},{\"d\":4}]", "1:{\"a\":\"x}! 10:{\"b\":2} 18:{\"c\":\"y}! 27:{\"d\":4} ]")]
    [InlineData("[{\"n\":0,\"nom\":\"Le \" Roux\"}] \n", "1:{\"n\":0,\"nom\":\"Le \" Roux\"}! ]")] // what lacks a quote is the last one
    [InlineData("[{\"n\":0,\"nom\":\"Le \" Roux\"}", "")] // cut
    [InlineData("[1,{\"n\":\"Le ", "1:1")]
    [InlineData("[1,{\"n\":0} ", "1:1 3:{\"n\":0} ")]
    [InlineData("[1,", "1:1")]
    [InlineData("[1, {\"n\":0,\"nom\":\"Le \" Roux\"}]", "1:1 4:{\"n\":0,\"nom\":\"Le \" Roux\"}! ]")]
    [InlineData("[1,  {\"n\":0}", "1:1 5:{\"n\":0}")]
    [InlineData("[1] {\"n\":2}", "1:1")] // what follows the list is no entry
    [InlineData("[ ]", " ]")]
    [InlineData("[", "")]
    public async Task A_list_read_at_once_or_piece_by_piece(string body, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var atOnce = JsonEntries.In(bytes)!;
        Assert.Equal(expected.Trim(), Show(atOnce));

        foreach (var piece in (int[])[1, 2, 3, 7])
        {
            var streamed = new JsonEntries(new Pieces(bytes, piece));
            Assert.True(await streamed.BeginAsync(default));
            Assert.Equal(expected.Trim(), await ShowAsync(streamed));
            Assert.Equal(atOnce.Position, streamed.Position);
        }
    }

    /// <summary>The list never stands in memory as a whole: its bytes are passed on as entries are read.</summary>
    [Fact]
    public async Task A_list_longer_than_what_is_kept_of_it_is_read_like_any_other()
    {
        var body = "\uFEFF [" + string.Join(" ,\n", Enumerable.Range(0, 200).Select(n => n % 7 == 3 ? $$"""{"n" {{n}}}""" : $$"""{"n":{{n}},"t":"é}]"}""")) + "   ]" + new string('\n', 100);
        var bytes = Encoding.UTF8.GetBytes(body);
        var expected = Show(JsonEntries.In(bytes)!);

        Assert.EndsWith(" ]", expected, StringComparison.Ordinal);
        Assert.Equal(29, expected.Count(c => c == '!'));
        foreach (var longest in (int[])[24, 25, 31, 64, 1000, 100_000])
        {
            var streamed = new JsonEntries(new Pieces(bytes, 5), longest);
            Assert.True(await streamed.BeginAsync(default));
            Assert.Equal(expected, await ShowAsync(streamed));
            Assert.Equal(bytes.Length, streamed.Position);
        }
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public async Task An_entry_may_be_as_long_as_fits_with_the_comma_behind_it(int length, bool read)
    {
        var body = "[1,\"" + new string('x', length - 2) + "\",2]";
        var entries = new JsonEntries(new Pieces(Encoding.UTF8.GetBytes(body), 6), longest: 20);
        Assert.True(await entries.BeginAsync(default));

        Assert.Equal(read ? $"1:1 3:\"{new string('x', length - 2)}\" {length + 4}:2 ]" : "1:1", await ShowAsync(entries));
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData((1024 * 1024) - 1, true)]
    [InlineData(1024 * 1024, false)]
    public async Task One_entry_may_have_a_mebibyte(int length, bool read)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes("[\"" + new string('x', length - 2) + "\",2]"));
        var entries = new JsonEntries(body);
        Assert.True(await entries.BeginAsync(default));

        var first = await entries.NextAsync(default);
        Assert.Equal(read ? length : null, first?.Bytes.Length);
        Assert.Equal(read, (await entries.NextAsync(default))?.Value.GetInt32() == 2);
        Assert.Null(await entries.NextAsync(default));
        Assert.Equal(read, entries.IsComplete);
    }

    [Fact]
    public async Task No_more_is_kept_than_may_be_when_the_room_grows()
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes("[1,\"" + new string('x', 110_000) + "\",2]"));
        var entries = new JsonEntries(body, longest: 100_000);
        Assert.True(await entries.BeginAsync(default));

        Assert.Equal("1:1", await ShowAsync(entries));
    }

    /// <summary>What lacks a quote swallows no more than may be kept: the next ones are read all the same.</summary>
    [Fact]
    public async Task An_entry_that_lacks_a_quote_in_a_long_list_costs_none_of_those_after_it()
    {
        var body = "[{\"a\":\"x}," + string.Join(",", Enumerable.Range(1, 20).Select(n => $$"""{"n":"{{n}}"}""")) + "]";
        var entries = new JsonEntries(new Pieces(Encoding.UTF8.GetBytes(body), 9), longest: 48);
        Assert.True(await entries.BeginAsync(default));

        var shown = (await ShowAsync(entries)).Split(' ');
        Assert.Equal("1:{\"a\":\"x}!", shown[0]);
        Assert.Equal(Enumerable.Range(1, 20).Select(n => $$"""{"n":"{{n}}"}"""), shown[1..^1].Select(s => s[(s.IndexOf(':', StringComparison.Ordinal) + 1)..]));
        Assert.Equal("]", shown[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("{\"n\":[1]}")]
    [InlineData("\"[1]\"")]
    public async Task What_is_no_list_is_told_and_nothing_of_it_is_passed(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var entries = new JsonEntries(new Pieces(bytes, 1));

        Assert.Null(JsonEntries.In(bytes));
        Assert.False(await entries.BeginAsync(default));
        Assert.Equal(body.Length - body.TrimStart().Length, entries.Position);
    }

    [Fact]
    public async Task A_list_begins_behind_blanks_and_a_byte_order_mark_however_many_there_are()
    {
        var bytes = Encoding.UTF8.GetBytes("\uFEFF" + new string(' ', 50) + "[1]");
        var entries = new JsonEntries(new Pieces(bytes, 3), longest: 8);

        Assert.True(await entries.BeginAsync(default));
        Assert.Equal("54:1 ]", await ShowAsync(entries));
        Assert.Equal("54:1 ]", Show(JsonEntries.In(bytes)!));
    }

    [Fact]
    public void What_is_behind_us_grows_entry_by_entry()
    {
        var entries = JsonEntries.In(Encoding.UTF8.GetBytes("[10 ,20] "))!;
        Assert.Equal(1, entries.Position);
        using (entries.Next()) Assert.Equal(3, entries.Position);
        using (entries.Next()) Assert.Equal(7, entries.Position);
        Assert.False(entries.IsComplete);
        Assert.Null(entries.Next());
        Assert.Equal(9, entries.Position);
        Assert.Null(entries.Next());
    }

    [Fact]
    public void The_last_entry_of_a_cut_list_is_read_to_the_end_of_the_body()
    {
        var entries = JsonEntries.In(Encoding.UTF8.GetBytes("[1,{\"n\":0} "))!;
        using (entries.Next()) { }
        using (entries.Next()) Assert.Equal(11, entries.Position);
        Assert.Null(entries.Next());
    }

    private static string Show(JsonEntries entries)
    {
        var shown = new List<string>();
        while (entries.Next() is { } entry)
            using (entry)
                shown.Add(Show(entry));
        return Join(shown, entries);
    }

    private static async Task<string> ShowAsync(JsonEntries entries)
    {
        var shown = new List<string>();
        while (await entries.NextAsync(default) is { } entry)
            using (entry)
                shown.Add(Show(entry));
        return Join(shown, entries);
    }

    private static string Show(JsonEntry entry) => $"{entry.Offset}:{Encoding.UTF8.GetString(entry.Bytes.Span)}{(entry.Error is null ? "" : "!")}";

    private static string Join(List<string> shown, JsonEntries entries) =>
        (string.Join(' ', shown) + (entries.IsComplete ? " ]" : "")).Trim();

    /// <summary>A body that comes in small pieces.</summary>
    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Length > piece ? buffer[..piece] : buffer, cancellationToken);
    }
}
