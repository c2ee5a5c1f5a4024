import { chromium } from '@playwright/test';
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']}); const p=await b.newPage({viewport:{width:1000,height:1200}});
await p.goto('http://localhost:9110/_local'); await p.waitForTimeout(1500); await p.screenshot({path:'/tmp/stg/clock.png',fullPage:true}); await b.close();
