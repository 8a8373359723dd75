using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Parcoursup.Gateway.Domain.Intake;

namespace Parcoursup.Gateway.Domain.Tests.Intake;

/// <summary>Rule K4: a broken entry of a list costs none of those after it.</summary>
public sealed class JsonEntriesTests
{
    private static readonly string[] Sound = [.. Enumerable.Range(0, 9).Select(n => $$"""{"n":{{n}},"nom":"É, \"{{n}}\" ] } {","liste":[{"a":1},{"b":[2]}]}""")];

    [Fact]
    public void A_sound_list_is_read_entry_by_entry_whatever_stands_in_its_texts()
    {
        var (read, broken, complete) = Read(" [" + string.Join(" ,\n", Sound) + "\n] ");

        Assert.Equal((9, 0, true), (read.Count, broken, complete));
        Assert.Equal(Enumerable.Range(0, 9), read);
    }

    [Theory]
    [InlineData("{\"n\":4,\"nom\":\"Le \" Roux\"}", new[] { 0, 1, 2, 3, 5, 6, 7, 8 })]
    [InlineData("{\"n\":4,\"nom\":\"Le \"Grand\" Roux\"}", new[] { 0, 1, 2, 3, 5, 6, 7, 8 })]
    [InlineData("{\"n\":4,\"nom\":Roux\"}", new[] { 0, 1, 2, 3, 5, 6, 7, 8 })]
    [InlineData("{\"n\" 4}", new[] { 0, 1, 2, 3, 5, 6, 7, 8 })]
    [InlineData("{\"n\":4}}", new[] { 0, 1, 2, 3, 5, 6, 7, 8 })]
    [InlineData("{\"n\":4]}", new[] { 0, 1, 2, 3, 5, 6, 7, 8 })]
    [InlineData("", new[] { 0, 1, 2, 3, 5, 6, 7, 8 })]
    [InlineData("{\"n\":4,\"nom\":\"a\nb\tc\"}", new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 })]
    public void Neighbours_of_a_broken_entry_are_read(string entry, int[] expected)
    {
        var (read, _, complete) = Read("[" + string.Join(",", [.. Sound[..4], entry, .. Sound[5..]]) + "]");

        Assert.Equal(expected, read);
        Assert.True(complete);
    }

    [Theory]
    [InlineData("[{\"n\":0},{\"n\":1,\"nom\":\"Le \" Roux\"}]", 1, true)]
    [InlineData("[{\"n\":0},{\"n\":1,\"nom\":\"Le ", 1, false)]
    [InlineData("[{\"n\":0}", 1, false)]
    [InlineData("[{\"n\":0},", 1, false)]
    [InlineData("[{\"n\":0}] reste", 1, false)]
    [InlineData("[]", 0, true)]
    [InlineData("[", 0, false)]
    public void Only_a_list_that_reached_its_end_is_complete(string body, int entries, bool complete)
    {
        var (read, _, ended) = Read(body);

        Assert.Equal((entries, complete), (read.Count, ended));
    }

    [Property]
    public Property Whatever_one_entry_loses_or_gains_the_others_are_read() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var at = random.Next(Flat.Length - 1);
            var damaged = new StringBuilder(Flat[at]);
            var place = 1 + random.Next(damaged.Length - 2);
            if (random.Next(2) == 0) damaged.Remove(place, 1);
            else damaged.Insert(place, "\"\\\n\t,:x"[random.Next(7)]);
            var (read, _, complete) = Read("[" + string.Join(",", [.. Flat[..at], damaged.ToString(), .. Flat[(at + 1)..]]) + "]");
            return complete && read.Where(n => n != at).Distinct().SequenceEqual(Enumerable.Range(0, Flat.Length).Where(n => n != at));
        });

    [Property]
    public Property No_bytes_at_all_make_it_fail() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), noise =>
        {
            Count(JsonEntries.In((byte[])[(byte)'[', .. noise ?? []])!);
            return true;
        });

    [Fact]
    public async Task An_entry_without_end_fills_no_memory()
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes("[{\"n\":0},{\"nom\":\"" + new string('x', 100_000)));
        var entries = new JsonEntries(body, longest: 4096);
        Assert.True(await entries.BeginAsync(default));

        using (Assert.IsType<JsonEntry>(await entries.NextAsync(default))) { }
        Assert.Null(await entries.NextAsync(default));
        Assert.False(entries.IsComplete);
    }

    // As Parcoursup writes them: flat.
    private static readonly string[] Flat = [.. Enumerable.Range(0, 9).Select(n => $$"""{"nom":"Lefèvre","ville":"L'Isle, 3","n":{{n}},"prenom":"Zoé"}""")];

    private static int Count(JsonEntries entries)
    {
        var count = 0;
        while (entries.Next() is { } entry)
            using (entry)
                count++;
        return count;
    }

    private static (List<int> Read, int Broken, bool Complete) Read(string body)
    {
        var entries = JsonEntries.In(Encoding.UTF8.GetBytes(body))!;
        var (read, broken) = (new List<int>(), 0);
        while (entries.Next() is { } entry)
            using (entry)
                if (entry.Error is not null) broken++;
                else if (entry.Value.TryGetProperty("n", out var n) && n.TryGetInt32(out var number)) read.Add(number);
        return (read, broken, entries.IsComplete);
    }
}
