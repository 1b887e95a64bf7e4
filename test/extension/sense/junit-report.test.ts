// JUnit reports as several tools write them, and the runs that are read.
import { expect, test } from 'vitest';
import { readJunitReport } from '../../../src/extension/sense/junit-report.ts';

test.each([
  [
    'pytest',
    `<?xml version="1.0"?><testsuites><testsuite name="pytest" tests="2">
      <testcase classname="tests.test_cart" name="test_pays" time="0.1"><failure message="assert 1 &gt; 2">at &lt;x&gt;</failure></testcase>
      <testcase classname="tests.test_cart" name="test_empty" time="0.1" />
      <testcase classname="tests.test_cart" name="test_later"><skipped/></testcase>
    </testsuite></testsuites>`,
    ['tests.test_cart > test_pays'],
    ['tests.test_cart > test_empty'],
  ],
  [
    'surefire',
    `<testsuite name="shop.CartTest"><testcase name="pays &amp; ships" classname="shop.CartTest"><error type="X"/><system-out><![CDATA[</testcase><failure/>]]></system-out></testcase></testsuite>\n`,
    ['shop.CartTest > pays & ships'],
    [],
  ],
  [
    'jest',
    `<testsuites name="jest"><testsuite><testcase classname="cart pays" name="cart pays"></testcase></testsuite></testsuites>`,
    [],
    ['cart pays'],
  ],
  [
    'vitest',
    `<?xml version="1.0" encoding="UTF-8" ?><testsuites name="vitest tests" tests="2" failures="1" errors="0" time="0.4"><testsuite name="test/sum.test.js" tests="2">
      <testcase classname="test/sum.test.js" name="sum &gt; adds" time="0.001"></testcase>
      <testcase classname="test/sum.test.js" name="sum &gt; adds a carry" time="0.002"><failure message="expected 2 to be 3" type="Error">Error: expected 2 to be 3</failure></testcase>
    </testsuite></testsuites>`,
    ['test/sum.test.js > sum > adds a carry'],
    ['test/sum.test.js > sum > adds'],
  ],
  [
    'gotestsum',
    `<testsuites tests="2" failures="1"><testsuite name="shop.example/sum"><properties><property name="go.version" value="go1.22"></property></properties>
      <testcase classname="shop.example/sum" name="TestAdds" time="0.000000"></testcase>
      <testcase classname="shop.example/sum" name="TestCarry" time="0.000000"><failure message="Failed" type="">got 2, want 3</failure></testcase>
    </testsuite></testsuites>`,
    ['shop.example/sum > TestCarry'],
    ['shop.example/sum > TestAdds'],
  ],
])('%s', (_, xml, failed, passed) => {
  expect(readJunitReport(xml)).toEqual({
    tool: 'junit',
    failed,
    passed,
    failedCount: failed.length,
    passedCount: passed.length,
  });
});

test.each([
  ['half written', '<testsuites><testsuite><testcase name="a"/>'],
  ['another kind of file', '<project><name>shop</name></project>'],
  ['no tests in it', '<testsuites></testsuites>'],
])('nothing of a file that is %s', (_, xml) => {
  expect(readJunitReport(xml)).toBeUndefined();
});
