using System.Text;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Hosted.Attaques;

/// <summary>Callers who take their time, or leave: they hold nothing that others need.</summary>
[Collection(AttackCollection.Name)]
public sealed class LenteurTests(AttackedGateway shared)
{
    // The server wants 240 bytes a second after five seconds of grace.
    [Fact]
    public async Task A_body_that_comes_too_slowly_is_given_up_and_others_are_served_meanwhile() =>
        await shared.AssertRepelledAsync(
            async url =>
            {
                var slow = Enumerable.Range(0, 100).Select(async _ =>
                {
                    await using var raw = await RawHttp.ConnectAsync(url);
                    await raw.SendAsync(RawHttp.Head(RawHttp.Account, "Content-Type: text/xml", "Content-Length: 5000") + "<e:Envelope");
                    return await raw.ReceiveAsync();
                }).ToList();
                while (!slow.All(s => s.IsCompleted))
                {
                    (await shared.Gateway.Http.PostOpiAsync("<a/>", RawHttp.Account)).AssertFault();
                    await Task.WhenAny(Task.WhenAll(slow), Task.Delay(500));
                }

                var answers = await Task.WhenAll(slow);
                Assert.All(answers, answer => Assert.Equal(408, answer.Status));
                return answers[0];
            },
            408);

    [Fact]
    public async Task A_caller_who_leaves_in_the_middle_changes_nothing()
    {
        var body = Encoding.UTF8.GetBytes(Attack.Sound());
        await shared.AssertRepelledAsync(
            async url =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await using var raw = await RawHttp.ConnectAsync(url);
                    await raw.SendAsync(RawHttp.Head(RawHttp.Account, "Content-Type: text/xml", $"Content-Length: {body.Length}"));
                    await raw.TrySendAsync(body.AsMemory(0, body.Length - 1));
                }

                return await RawHttp.PostAsync(url, body.AsSpan(0, body.Length - 1).ToArray());
            },
            500);
    }
}
